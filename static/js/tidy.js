// Leaves empty fields out of the address that a form of filters makes.
for (const form of document.querySelectorAll("form[data-tidy]")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      const given = formData.getAll(name).filter((value) => value.trim());
      formData.delete(name);
      for (const value of given) formData.append(name, value);
    }
  });
}
