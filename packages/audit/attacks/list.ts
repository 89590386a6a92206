import type { Attack } from './attack.ts'
import { addAnEmptyTile } from './add-an-empty-tile.ts'
import { addToASnapshot } from './add-to-a-snapshot.ts'
import { changeAByte } from './change-a-byte.ts'
import { deleteTheLast } from './delete-the-last.ts'
import { editADelta } from './edit-a-delta.ts'
import { editASnapshot } from './edit-a-snapshot.ts'
import { editATable } from './edit-a-table.ts'
import { unlistTable } from './unlist-table.ts'
import { insertOne } from './insert-one.ts'
import { moveTheLast } from './move-the-last.ts'
import { putBeforeTheFirst } from './put-before-the-first.ts'
import { rewriteEverything } from './rewrite-everything.ts'
import { rollBack } from './roll-back.ts'
import { rowsOfNoBook } from './rows-of-no-book.ts'
import { sayItTwice } from './say-it-twice.ts'
import { swapTwo } from './swap-two.ts'

export const attacks: readonly Attack[] = [
  changeAByte,
  swapTwo,
  deleteTheLast,
  insertOne,
  moveTheLast,
  putBeforeTheFirst,
  rewriteEverything,
  editATable,
  editADelta,
  sayItTwice,
  unlistTable,
  rowsOfNoBook,
  addAnEmptyTile,
  editASnapshot,
  addToASnapshot,
  rollBack,
]
