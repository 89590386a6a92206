export { explorerPage, type ExplorerPageOptions } from './explorer-page.ts'
export { pageDataOf, type PageDataOptions } from './page-data-of.ts'
export type { BatchList, FigureDeltas, PageData, SealedPoint } from './page-data.ts'
