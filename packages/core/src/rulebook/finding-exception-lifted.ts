import { findingExceptionLift } from '@taizhang/kernel/define'
import { texts } from '../domain/schemas.ts'

/** 取消例外. The exception ends before its day. */
export const findingExceptionLifted = findingExceptionLift(texts)
