/** Keep what is shown in the address (`#/threat?item=C1&hour=1700000000000`), so that a link restores it. */

interface Shown {
  view: string
  query: Readonly<Record<string, string>>
}

function read(): Shown {
  const [view = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?')
  return { view: view || 'today', query: Object.fromEntries(new URLSearchParams(query)) }
}

class Route {
  #shown = $state.raw(read())

  constructor() {
    addEventListener('hashchange', () => (this.#shown = read()))
  }

  get view(): string {
    return this.#shown.view
  }

  get(name: string): string | null {
    return this.#shown.query[name] ?? null
  }

  number(name: string): number | null {
    const found = Number(this.#shown.query[name] ?? 'none')
    return Number.isFinite(found) ? found : null
  }

  /** Change what the address says of this view; null takes a name out. Steps back only where `step`. */
  set(changed: Readonly<Record<string, string | number | null>>, step = false): void {
    const query: Record<string, string> = { ...this.#shown.query }
    for (const [name, value] of Object.entries(changed)) {
      if (value === null || value === '') delete query[name]
      else query[name] = String(value)
    }
    this.#shown = { view: this.#shown.view, query }
    history[step ? 'pushState' : 'replaceState'](null, '', link(this.#shown.view, query))
  }

  go(view: string, query: Readonly<Record<string, string>> = {}): void {
    location.hash = link(view, query)
  }
}

export function link(view: string, query: Readonly<Record<string, string>> = {}): string {
  const said = new URLSearchParams(query).toString()
  return `#/${view}${said && `?${said}`}`
}

export const route = new Route()
