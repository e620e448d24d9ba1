// A place field that suggests places as one types: the "editable combobox with list autocomplete" of the ARIA
// practices. The field works without this file: the site then asks which place is meant on a page of its own.

const WAIT = 160;
const SHORTEST = 2;

class PlaceField {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input[type=text]");
    this.known = root.querySelector("input[type=hidden]");
    this.places = [];
    this.active = -1;
    this.shown = this.input.value;
    this.build();
    this.listen();
  }

  build() {
    const name = this.root.querySelector("label");
    name.id = `${this.input.id}-label`;
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `${this.input.id}-list`, className: "combobox-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-labelledby", name.id);
    this.said = document.createElement("p");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.after(this.list, this.said);
  }

  listen() {
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // The field keeps the focus while one points at a suggestion.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  typed() {
    if (this.input.value !== this.shown) this.known.value = "";
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length < SHORTEST) this.close();
    else this.timer = setTimeout(() => this.suggest(text), WAIT);
  }

  async suggest(text) {
    this.request = new AbortController();
    try {
      const answer = await fetch(this.root.dataset.source + encodeURIComponent(text), { signal: this.request.signal });
      if (!answer.ok) return;
      const { items } = await answer.json();
      if (document.activeElement === this.input) this.show(items.slice(0, 8));
    } catch (error) {
      // Typed on, or offline: the plain field still works.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(places) {
    this.places = places;
    this.list.replaceChildren(...places.map((place, index) => this.option(place, index)));
    this.said.textContent = places.length
      ? this.root.dataset.count.replace("{count}", String(places.length))
      : this.root.dataset.none;
    this.open(places.length > 0);
    this.activate(-1);
  }

  option(place, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const note = document.createElement("span");
    note.className = "combobox-note";
    note.textContent = place.matched || (place.kind === "commune" ? place.postcodes.slice(0, 2).join(", ") : "");
    option.append(label(place), " ", note);
    return option;
  }

  key(event) {
    const last = this.places.length - 1;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" && last >= 0) this.move(event, open && this.active < last ? this.active + 1 : 0);
    else if (event.key === "ArrowUp" && last >= 0) this.move(event, open && this.active > 0 ? this.active - 1 : last);
    else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) this.activate(-1);
  }

  move(event, index) {
    event.preventDefault();
    this.open(true);
    this.activate(index);
  }

  activate(index) {
    this.active = index;
    [...this.list.children].forEach((option, position) => {
      option.setAttribute("aria-selected", String(position === index));
      if (position === index) option.scrollIntoView({ block: "nearest" });
    });
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", this.list.children[index].id);
  }

  choose(index) {
    const place = this.places[index];
    this.shown = this.input.value = label(place);
    this.known.value = place.id;
    this.close();
  }

  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.open(false);
    this.activate(-1);
  }
}

// As the server writes it (search/views/places.py): it recognises the text that goes with the id.
function label(place) {
  return place.kind === "commune" ? `${place.name} (${place.departement})` : place.name;
}

document.querySelectorAll("[data-place-field]").forEach((root) => new PlaceField(root));
