import { behindItsBack, show, type Attack } from './attack.ts'

/** It has no hash, so that counting hashes does not find it; but the tree is said to reach as far, and no checkpoint can be signed. */
export const addAnEmptyTile: Attack = {
  name: 'add an empty tile',
  does: 'a row without a hash stands far behind the last in the kept tree',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      db.exec("INSERT INTO tree (book, level, place, hashes) SELECT book, 0, 1000, x'' FROM tree LIMIT 1")
    }),
}

if (import.meta.main) await show(addAnEmptyTile)
