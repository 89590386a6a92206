import { behindItsBack, show, textAt, type Attack } from './attack.ts'

const idOf = (text: string): string => (JSON.parse(text) as { readonly id: string }).id

/** Each takes the other's position, in its text too, so that the book reads as if it had always been so. */
export const swapTwo: Attack = {
  name: 'swap two events',
  does: 'two listings change places',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      const [second, third] = [textAt(db, 2), textAt(db, 3)]
      const put = db.prepare('UPDATE event SET id = ?, text = ? WHERE position = ?')
      put.run('elsewhere', '{}', 2)
      put.run(idOf(second), second.replace('"position":2', '"position":3'), 3)
      put.run(idOf(third), third.replace('"position":3', '"position":2'), 2)
    }),
}

if (import.meta.main) await show(swapTwo)
