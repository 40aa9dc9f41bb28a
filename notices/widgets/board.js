// Boards, predictions and checks on a page. All text is set as text, never as markup.

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Several boards stand on one page, and each loads this file anew: a counter would start over.
const newId = () => "notices-" + Math.random().toString(36).slice(2);

// Where to type, arrow keys and letters belong to the control, not to the notebook's shortcuts;
// with Ctrl, Alt or Meta held they are the notebook's again (Ctrl+S must still save).
function keepKeys(root) {
  const MARK = "data-lm-suppress-shortcuts"; // asked of every element from the one with focus upwards
  const keep = (kept, element = document.activeElement) => {
    if (root.contains(element)) element.toggleAttribute(MARK, kept);
  };
  const yields = ["Control", "Meta", "Alt"];
  root.addEventListener("focusin", (event) => keep(true, event.target));
  root.addEventListener("keydown", (event) => yields.includes(event.key) && keep(false));
  root.addEventListener("keyup", (event) => yields.includes(event.key) && keep(true));
}

// ---- controls: each has an element, and shows a value that comes from elsewhere

function range(spec, change) {
  const id = newId();
  const { min, max, step } = spec;
  const input = make("input", { type: "range", id, min, max, step });
  const shown = make("span", { class: "notices-value", "aria-hidden": "true" });
  const write = () => {
    const text = spec.texts[Math.round((input.valueAsNumber - min) / step)];
    shown.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  input.addEventListener("input", () => { write(); change(input.valueAsNumber); });
  // Room for the longest text, so that the slider keeps its width while the text beside it changes.
  shown.style.minWidth = `min(50%, ${Math.max(...spec.texts.map((text) => text.length)) + 1}ch)`;
  const label = make("label", { for: id }, spec.label);
  const element = make("div", { class: "notices-control" }, label, make("div", { class: "notices-range" }, input, shown));
  return { element, inputs: [input], show: (value) => { input.value = value; write(); } };
}

function select(spec, change) {
  const id = newId();
  const input = make("select", { id }, ...spec.options.map(([value, text]) => make("option", { value }, text)));
  input.addEventListener("change", () => change(input.value));
  const label = make("label", { for: id }, spec.label);
  const element = make("div", { class: "notices-control" }, label, input);
  return { element, inputs: [input], show: (value) => { input.value = value; } };
}

function radio(spec, change) {
  const name = newId();
  const inputs = spec.options.map(([value]) => make("input", { type: "radio", name, value }));
  const lines = spec.options.map(([, text], at) => make("label", { class: "notices-option" }, inputs[at], text));
  for (const input of inputs) input.addEventListener("change", () => change(input.value));
  const element = make("fieldset", { class: "notices-control" }, make("legend", {}, spec.label), ...lines);
  return { element, inputs, show: (value) => { for (const input of inputs) input.checked = input.value === value; } };
}

function toggle(spec, change) {
  const input = make("input", { type: "checkbox" });
  input.addEventListener("change", () => change(input.checked));
  const element = make("div", { class: "notices-control" }, make("label", { class: "notices-option" }, input, spec.label));
  return { element, inputs: [input], show: (value) => { input.checked = value; } };
}

function action(spec, change) {
  let presses = 0;
  const button = make("button", { type: "button" }, spec.label);
  button.addEventListener("click", () => change(++presses));
  const element = make("div", { class: "notices-control notices-action" }, button);
  return { element, inputs: [button], show: (value) => { presses = value; } };
}

const KINDS = { range, select, radio, switch: toggle, action };

// ---- what stands under the picture

function tableOf({ caption, columns, rows }) {
  const head = make("tr", {}, ...columns.map((name) => make("th", { scope: "col" }, name)));
  const body = rows.map(([first, ...rest]) =>
    make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", {}, cell))));
  return make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...body));
}

// A new image, loaded before it takes the old one's place, and decoded in the very frame that shows it ("sync"), so there
// is never a blank. (img.decode() would do as well, but waits for a frame of its own, some 10 ms.)
function loaded(frame, png) {
  const { alt, width, height } = frame;
  const image = make("img", { alt, width, height, decoding: "sync" });
  return new Promise((resolve) => {
    image.onload = image.onerror = () => resolve(image); // one that cannot be shown still has its alt text
    image.src = URL.createObjectURL(new Blob([png], { type: "image/png" }));
  });
}

const PATIENCE = 3000; // milliseconds
const SILENCE = "No answer yet. The kernel may be busy with another cell; if it was restarted, run this cell again.";

function board(model, root) {
  const spec = model.get("spec");
  const title = make("p", { class: "notices-title", id: newId() }, spec.title);
  let patience;
  const wait = (isBusy) => {
    figure.setAttribute("aria-busy", String(isBusy));
    clearTimeout(patience);
    if (isBusy) patience = setTimeout(() => { alert.textContent = SILENCE; }, PATIENCE);
  };
  const send = (name, value) => {
    wait(true);
    model.set("values", { ...model.get("values"), [name]: value });
    model.save_changes();
    showForeseen();
  };
  const controls = spec.controls.map((one) => ({ name: one.name, ...KINDS[one.kind](one, (value) => send(one.name, value)) }));
  const open = make("button", { type: "button" }, "Open without a prediction");
  const gate = make("div", { class: "notices-gate", hidden: "" }, make("p", {}, spec.gate), open);
  let image = make("img", { alt: "", hidden: "" });
  // The place of the picture is kept from the start: nothing on the page jumps when it comes.
  const figure = make("div", { class: "notices-picture", style: `max-width: ${spec.width}px; aspect-ratio: ${spec.width} / ${spec.height}` }, gate, image);
  const alert = make("p", { class: "notices-trouble", role: "alert" });
  const words = make("p", { class: "notices-words", role: "status" });
  let table = make("table");
  const details = make("details", {}, make("summary", {}, "The same as a table"), table);

  const showValues = () => { for (const control of controls) control.show(model.get("values")[control.name]); };
  const allInputs = controls.flatMap((control) => control.inputs);

  const showOpen = (isOpen) => {
    const hadFocus = gate.contains(document.activeElement);
    root.classList.toggle("notices-shut", !isOpen);
    gate.hidden = isOpen;
    image.hidden = words.hidden = details.hidden = !isOpen;
    for (const input of allInputs) input.disabled = !isOpen;
    if (isOpen && hadFocus && allInputs.length) allInputs[0].focus();
  };

  // Words, table and picture change in one go, after the picture is ready.
  let shown = {};
  const show = (frame, next) => {
    shown = frame;
    URL.revokeObjectURL(image.src);
    image.replaceWith(next);
    image = next;
    words.textContent = frame.words;
    const fresh = tableOf(frame.table);
    table.replaceWith(fresh);
    table = fresh;
  };
  const isNow = (values) => controls.every(({ name }) => values[name] === model.get("values")[name]);

  let latest = 0;
  const showFrame = async () => {
    const frame = model.get("frame");
    latest = frame.number;
    if (frame.open && frame.drawn !== shown.drawn) {
      if (shown.foreseen && isNow(shown.values) && !isNow(frame.values)) return; // the reader is further already
      const next = await loaded(frame, model.get("png"));
      if (frame.number !== latest) { URL.revokeObjectURL(next.src); return; }
      show(frame, next);
    }
    alert.textContent = frame.trouble ?? "";
    showOpen(frame.open);
    wait(!isNow(frame.values));
  };

  // What comes if the same key is pressed once more may be here before it is: then it is shown in the very next frame.
  let foreseen = null;
  const forget = () => {
    if (foreseen && foreseen.next !== image) URL.revokeObjectURL(foreseen.next.src);
    foreseen = null;
    delete figure.dataset.foreseen;
  };
  const foresee = async () => {
    const frame = { ...model.get("ahead"), foreseen: true };
    const next = await loaded(frame, model.get("ahead_png"));
    await next.decode().catch(() => {});
    forget();
    foreseen = { frame, next };
    figure.dataset.foreseen = "";
  };
  const showForeseen = () => {
    if (foreseen && isNow(foreseen.frame.values)) {
      show(foreseen.frame, foreseen.next);
      figure.setAttribute("aria-busy", "false"); // the kernel is still waited for: it has to come along
    }
    forget();
  };

  open.addEventListener("click", () => model.send({ skip: true }));
  const controlBox = make("div", { class: "notices-controls" }, ...controls.map((control) => control.element));
  root.setAttribute("role", "group");
  root.setAttribute("aria-labelledby", title.id);
  root.append(title, controlBox, alert, figure, words, details);
  keepKeys(root);
  showValues();
  showFrame();
  model.on("change:values", showValues);
  model.on("change:frame", showFrame);
  model.on("change:ahead", foresee);
  return () => {
    clearTimeout(patience);
    model.off("change:values", showValues);
    model.off("change:frame", showFrame);
    model.off("change:ahead", foresee);
    forget();
    URL.revokeObjectURL(image.src);
  };
}

function prediction(model, root) {
  const { question, options } = model.get("spec");
  const asked = { kind: "radio", label: question, options: options.map((option) => [option, option]) };
  let choice = null;
  const radios = radio(asked, (value) => { choice = value; });
  const lock = make("button", { type: "button" }, "Lock in my prediction");
  const status = make("p", { role: "status", tabindex: "-1" });

  const show = () => {
    const frame = model.get("frame");
    const hadFocus = root.contains(document.activeElement);
    for (const input of radios.inputs) input.disabled = frame.settled;
    lock.hidden = frame.settled;
    status.textContent = frame.sentence;
    if (frame.settled) radios.show(frame.choice);
    if (frame.settled && hadFocus) status.focus();
  };

  lock.addEventListener("click", () => {
    if (choice === null) status.textContent = "Choose an answer first.";
    else model.send({ lock: choice });
  });
  root.append(make("p", { class: "notices-title" }, "Your prediction"), radios.element, lock, status);
  keepKeys(root);
  show();
  model.on("change:frame", show);
  return () => model.off("change:frame", show);
}

function returned(model, root) {
  const show = () => root.replaceChildren(...model.get("frame").sentences.map((sentence) => make("p", {}, sentence)));
  root.setAttribute("role", "status");
  show();
  model.on("change:frame", show);
  return () => model.off("change:frame", show);
}

// ---- Check my work

// A text of the exercise's own, with what it sets off as `code`, **strongly** or *emphasis*: elements that hold text, never markup.
function ourWords(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/).map((part, at) => {
    if (at % 2 === 0) return part;
    if (part.startsWith("`")) return make("code", {}, part.slice(1, -1));
    return part.startsWith("**") ? make("strong", {}, part.slice(2, -2)) : make("em", {}, part.slice(1, -1));
  });
}

// Each hint is folded inside the one before, so that they are opened one at a time.
function hintsOf([first, ...rest], number = 1) {
  if (first === undefined) return [];
  return [make("details", {}, make("summary", {}, `Hint ${number}`), make("p", {}, ...ourWords(first)), ...hintsOf(rest, number + 1))];
}

function verdictOf({ title, passed, message, ours, hints, details }) {
  const parts = [make("p", { class: "notices-title" }, title)];
  if (message) parts.push(make("p", { class: "notices-said" }, ...(ours ? ourWords(message) : [message])));
  if (!passed) parts.push(...hintsOf(hints));
  if (details) parts.push(make("details", {}, make("summary", {}, "The error in full"), make("pre", { tabindex: "0" }, details)));
  return make("li", { class: passed ? "notices-right" : "notices-not-yet" }, ...parts);
}

function check(model, root) {
  const button = make("button", { type: "button" }, "Check my work");
  const status = make("p", { role: "status" });
  const notes = make("div");
  const list = make("ol", { class: "notices-verdicts" });
  const show = () => {
    const frame = model.get("frame");
    // Not disabled: a button that is disabled while it has the focus loses it.
    button.setAttribute("aria-disabled", String(frame.busy));
    root.setAttribute("aria-busy", String(frame.busy));
    status.textContent = frame.status;
    notes.replaceChildren(...frame.notes.map((note) => make("p", {}, note)));
    list.replaceChildren(...frame.verdicts.map(verdictOf));
  };
  button.addEventListener("click", () => model.send({ check: true }));
  root.append(button, status, notes, list);
  keepKeys(root);
  show();
  model.on("change:frame", show);
  return () => model.off("change:frame", show);
}

const VIEWS = { board, prediction, returned, check };

export default {
  render({ model, el }) {
    const { kind } = model.get("spec");
    const root = make("div", { class: `notices notices-${kind}` });
    el.append(root);
    return VIEWS[kind](model, root);
  },
};
