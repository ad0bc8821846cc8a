/** Keep who is logged in: the token stays in this tab's sessionStorage and nowhere else. */

const TOKEN = 'safeconduct.token'
const OPERATOR = 'safeconduct.operator'

class Session {
  token = $state(sessionStorage.getItem(TOKEN))
  operator = $state(sessionStorage.getItem(OPERATOR) ?? '')
  expired = $state(false)

  begin(operator: string, token: string): void {
    sessionStorage.setItem(TOKEN, token)
    sessionStorage.setItem(OPERATOR, operator)
    if (this.operator !== '' && this.operator !== operator) location.reload() // forget what another one had loaded
    this.operator = operator
    this.token = token
    this.expired = false
  }

  expire(): void {
    if (this.token === null) return
    sessionStorage.removeItem(TOKEN)
    this.token = null
    this.expired = true
  }

  /** Leave, and forget all that was loaded: the next person may not see it. */
  end(): void {
    sessionStorage.clear()
    location.hash = ''
    location.reload()
  }
}

export const session = new Session()
