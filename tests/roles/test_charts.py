from hypothesis import given
from hypothesis import strategies as st

from roles.charts import WIDTH, bar, scale_for
from roles.models import Amounts

rupees = st.integers(min_value=1, max_value=10**9)


def test_scale_of_the_three_levels_is_round():
    scale = scale_for([Amounts(15000, 20000), Amounts(35000, 50000), Amounts(100000)])
    assert scale.labels == ["₹0", "30,000", "60,000", "90,000", "1.2 lakh"]
    assert scale.ticks == [250, 500, 750]


def test_bars_of_the_three_levels():
    scale = scale_for([Amounts(15000, 20000), Amounts(100000)])
    closed, opened = bar(Amounts(15000, 20000), scale), bar(Amounts(100000), scale)
    assert (closed.x, closed.width, closed.is_open) == (125, 42, False)
    assert (opened.x, opened.x + opened.width, opened.is_open) == (833, WIDTH, True)
    assert bar(Amounts(point=60000), scale).point == 500


@given(st.lists(st.tuples(rupees, rupees), min_size=1))
def test_every_bar_stands_inside_its_chart(pairs):
    rows = [Amounts(min(pair), max(pair)) for pair in pairs]
    scale = scale_for(rows)
    assert scale.maximum >= max(row.top for row in rows)
    assert 2 <= len(scale.ticks) <= 3
    for row in rows:
        drawn = bar(row, scale)
        assert 0 <= drawn.x <= WIDTH
        assert drawn.width > 0
        assert drawn.x + drawn.width <= WIDTH + 4


def test_an_empty_chart_has_a_scale():
    assert scale_for([]).maximum >= 1000
