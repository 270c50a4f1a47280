import { Fragment, isValidElement, type ReactNode } from 'react'

const SVG = 'http://www.w3.org/2000/svg'

/**
 * Draws React elements as plain DOM, once, so that the page before React has loaded is described by
 * the components that React will render. They can be memoised but must not have hooks. Text becomes
 * text nodes and attributes are set one by one, so nothing is ever parsed as HTML, and no style
 * attribute violates the Content-Security-Policy.
 */
export function drawElement(described: ReactNode): DocumentFragment {
  const fragment = document.createDocumentFragment()
  draw(described, fragment, false)
  return fragment
}

function draw(described: ReactNode, into: Node, inSvg: boolean): void {
  if (typeof described === 'string' || typeof described === 'number') into.appendChild(text(described))
  else if (Array.isArray(described)) for (const one of described) draw(one as ReactNode, into, inSvg)
  else if (isValidElement<Props>(described)) {
    const { type, props } = described
    if (typeof type === 'string') into.appendChild(drawTag(type, props, inSvg || type === 'svg'))
    else if (type === Fragment) draw(props.children, into, inSvg)
    else draw(componentOf(type)(props), into, inSvg)
  }
}

type Props = Readonly<Record<string, unknown>> & { readonly children?: ReactNode }
type Component = (props: Props) => ReactNode

/** `memo` wraps its component in an object. */
function componentOf(type: unknown): Component {
  if (typeof type === 'object' && type !== null && 'type' in type) return componentOf(type.type)
  return type as Component
}

const text = (of: string | number): Text => document.createTextNode(String(of))

function drawTag(tag: string, props: Props, inSvg: boolean): Element {
  const element = inSvg ? document.createElementNS(SVG, tag) : document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (name === 'children' || value === undefined || value === null) continue
    if (name === 'style') setStyle(element as HTMLElement, value as Readonly<Record<string, string | number>>)
    else if (typeof value === 'function') {
      element.addEventListener(name.slice(2).toLowerCase(), value as EventListener)
    } else if (typeof value === 'boolean' && !/^aria-|^data-|^draggable$/.test(name)) {
      element.toggleAttribute(name, value)
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      element.setAttribute(name === 'className' ? 'class' : name, String(value))
    }
  }
  draw(props.children, element, inSvg)
  return element
}

function setStyle({ style }: HTMLElement, values: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(values)) {
    const property = name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
    style.setProperty(property, typeof value === 'number' ? `${value}px` : value)
  }
}
