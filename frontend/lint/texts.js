/** Refuses sentences in code: every visible word comes from src/locales. */
const HAN = /\p{Script=Han}/u;
const WORDS = /[A-Za-z]{2,}/;
const VISIBLE = new Set([
  "alt",
  "aria-label",
  "aria-description",
  "description",
  "error",
  "label",
  "placeholder",
  "title",
]);

const message = "Visible text belongs to src/locales; use a key.";

const noPlainText = {
  meta: { type: "problem", schema: [], messages: { plain: message } },
  create(context) {
    const report = (node) => context.report({ node, messageId: "plain" });
    return {
      JSXText(node) {
        if (HAN.test(node.value) || WORDS.test(node.value)) report(node);
      },
      JSXAttribute(node) {
        const name = node.name.type === "JSXIdentifier" ? node.name.name : "";
        const value = node.value;
        if (!VISIBLE.has(name) || value?.type !== "Literal") return;
        if (typeof value.value === "string" && WORDS.test(value.value)) report(value);
      },
      Literal(node) {
        if (typeof node.value === "string" && HAN.test(node.value)) report(node);
      },
      TemplateElement(node) {
        if (HAN.test(node.value.raw)) report(node);
      },
    };
  },
};

export default { rules: { "no-plain-text": noPlainText } };
