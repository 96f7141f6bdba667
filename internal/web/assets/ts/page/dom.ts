// Small helpers on the page: its parts and its words come from the server, in
// the person's language.

export function main(): HTMLElement {
  return document.querySelector("main") as HTMLElement;
}

function parts(): DocumentFragment {
  return document.querySelector<HTMLTemplateElement>("#parts")?.content ?? document.createDocumentFragment();
}

/** A copy of a part that the server drew; undefined on a page without parts. */
export function part(name: string): HTMLElement | undefined {
  return parts().querySelector(`[data-part="${name}"]`)?.cloneNode(true) as HTMLElement | undefined;
}

/** A text with its [places] filled in; n chooses the plural form. */
export function say(key: string, args: Record<string, string | number> = {}): string {
  const entry = parts().querySelector<HTMLElement>(`[data-say="${key}"]`);
  const n = Number(args["n"]);
  const one = entry?.dataset["one"];
  const single = one !== undefined && new Intl.PluralRules(document.documentElement.lang).select(n) === "one";
  let text = (single ? one : entry?.textContent) ?? "";
  for (const [k, v] of Object.entries(args)) text = text.replaceAll(`[${k}]`, String(v));
  return text;
}

/** When the browser has drawn the page and has nothing better to do, or after a second. */
export function idle(): Promise<void> {
  return new Promise((now) => ("requestIdleCallback" in window ? requestIdleCallback(() => now(), { timeout: 1_000 }) : setTimeout(now, 1)));
}

/** Say something to those who do not see it. */
export function announce(text: string): void {
  const live = document.querySelector("#live");
  if (live) live.textContent = text;
}
