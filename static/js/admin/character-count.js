// Counts what is typed in a field with data-character-count, and says it under the field.
// Fields may be added or replaced while the form is open: events are listened to on the document.

const describe = (field) => {
  let output = document.getElementById(`${field.id}-count`);
  if (!output) {
    output = document.createElement("p");
    output.id = `${field.id}-count`;
    output.className = "help";
    field.insertAdjacentElement("afterend", output);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${output.id}`.trim());
  }
  return output;
};

const count = (field) => {
  const length = [...field.value].length;
  describe(field).textContent = field.dataset.characterCount
    .replace("{length}", String(length))
    .replace("{max}", String(field.maxLength));
};

const countAll = () => document.querySelectorAll("[data-character-count]").forEach(count);

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-character-count]")) count(event.target);
});
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", countAll);
else countAll();
