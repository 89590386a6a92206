import * as z from 'zod'
import { defineEvent } from '../define/define-event.ts'
import { plainTexts } from '../define/schemas.ts'

/**
 * 建账. A book's first event where a domain has nothing else to say with it.
 *
 * @param texts the schemas of the domain's texts
 * @example
 * const opening = bookOpening()
 * const empty = defineDomain({ name: 'empty', version: 1, opening: { event: opening, on: '2000-01-01' }, relations: [], events: [opening] })
 * empty.name // => 'empty'
 */
export const bookOpening = ({ text } = plainTexts) =>
  defineEvent({
    type: 'BookOpened',
    title: { zh: '建账', en: 'Book opened' },
    doc: { zh: '台账启用；总是第 0 条', en: 'The book begins; always position 0.' },
    data: z.strictObject({ name: text }),
    permanent: true,
    changes: () => [],
    example: { name: '台账' },
  })
