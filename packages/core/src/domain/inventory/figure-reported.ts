import { reporting } from '@taizhang/kernel/define'
import { texts } from '../schemas.ts'

/** 填报数字. A figure that somebody reported, to be held against what the ledger derives. */
export const figureReported = reporting(texts)
