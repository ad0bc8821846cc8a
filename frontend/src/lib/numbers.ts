/** Say numbers and chances; what is not known is said, never 0. */

import { say } from '../words'

const WHOLE = new Intl.NumberFormat('en-GB')

export const sayCount = (count: number | null | undefined): string =>
  count === null || count === undefined ? say('unknown') : WHOLE.format(count)

export const sayShare = (share: number | null | undefined): string => {
  if (share === null || share === undefined) return say('unknown')
  if (share > 0 && share < 0.01) return '< 1 %'
  if (share < 1 && share > 0.99) return '> 99 %'
  return `${Math.round(share * 100)} %`
}

/** A small rate such as 0.00042 in words of thousandths: three digits suffice. */
export const sayRate = (rate: number | null | undefined): string =>
  rate === null || rate === undefined ? say('unknown') : rate === 0 ? '0' : rate.toPrecision(2)
