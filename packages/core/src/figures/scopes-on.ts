import { scopesOn as scopesOf, type Facts, type Row, type View } from '@taizhang/kernel'
import { expectScope as expectScopeIn } from '@taizhang/kernel/internal'
import { scope } from '../domain/book/scope.ts'

/** The scopes that are defined on the view's day, in order of their opening: by day, and within one in book order. */
export const scopesOn = (view: Pick<View, 'facts' | 'asOf'>): readonly Row<typeof scope>[] => scopesOf(view, scope)

/** Fails: usage where the scope is no text, not-found where the book never had such a scope. */
export const expectScope = (facts: Facts, given: string | undefined): void => expectScopeIn(facts, scope, given)
