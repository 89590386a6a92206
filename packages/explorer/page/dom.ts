/** What stands in an element. */
export type Child = Node | string | number | undefined | false | readonly Child[]
type Value = string | number | boolean | undefined | ((event: Event) => void)
export type Props = Readonly<Record<string, Value>>

function fill(element: Element, props: Props, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  for (const child of children.flat(9) as readonly Exclude<Child, readonly Child[]>[])
    if (child !== undefined && child !== false) element.append(child instanceof Node ? child : String(child))
}

/** An element; members that begin with `on` are what listens to an event. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  fill(element, props, children)
  return element
}

/** An element of a picture. */
export function s(tag: string, props: Props = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  fill(element, props, children)
  return element
}

/** Gives control back to the browser, so that it can draw and listen. */
export const pause = async (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
