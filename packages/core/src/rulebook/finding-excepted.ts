import { findingException } from '@taizhang/kernel/define'
import { texts } from '../domain/schemas.ts'

/** 准许例外. What a rule finds wrong with one subject is excepted up to a day, by a document. */
export const findingExcepted = findingException(texts)
