import pytest

from roles.client_address import UNKNOWN, client_address


def address(rf, settings, behind_proxy: bool, forwarded: str | None = None, remote: str = "10.0.0.7") -> str:
    settings.BEHIND_PROXY = behind_proxy
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    return client_address(rf.get("/", REMOTE_ADDR=remote, headers=headers))


def test_without_a_proxy_no_header_counts(rf, settings):
    assert address(rf, settings, False, "203.0.113.5") == "10.0.0.7"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("198.51.100.1, 203.0.113.5", "203.0.113.5"),  # the first is the sender's own claim
        ("127.0.0.1,203.0.113.5:4711", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),  # a sender has 2⁶⁴ addresses here
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("203.0.113.5, ", "10.0.0.7"),
        ("nonsense", "10.0.0.7"),
        ("1.2.3.4, <script>", "10.0.0.7"),
        ("999.1.1.1", "10.0.0.7"),
        ("fe80::1%eth0", "fe80::"),
        ("\x01", "10.0.0.7"),
        ("", "10.0.0.7"),
        (None, "10.0.0.7"),
    ],
)
def test_behind_a_proxy_its_own_entry_counts(rf, settings, forwarded, expected):
    assert address(rf, settings, True, forwarded) == expected


@pytest.mark.parametrize("remote", ["", "unix:", "somewhere"])
def test_an_address_that_nobody_can_tell_has_a_name(rf, settings, remote):
    assert address(rf, settings, False, remote=remote) == UNKNOWN
