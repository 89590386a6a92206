import { dossierReviewed } from './dossier-reviewed.ts'
import { figureReported } from './figure-reported.ts'
import { inventoryClosed } from './inventory-closed.ts'
import { inventoryOpened } from './inventory-opened.ts'

/** In the order of the catalogue. A new event is one new file and one line here. */
export const inventoryEvents = [inventoryOpened, inventoryClosed, dossierReviewed, figureReported] as const
