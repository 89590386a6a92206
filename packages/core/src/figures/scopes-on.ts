import { scopesOn as scopesOf, type Row, type View } from '@taizhang/kernel'
import { scope } from '../domain/book/scope.ts'

/**
 * The scopes that are defined on the view's day, in order of their opening: by day, and within one in book order.
 *
 * @example scopesOn(view).map(({ key }) => key.scopeId) // => ['enterprise', 'social-organization']
 */
export const scopesOn = (view: Pick<View, 'facts' | 'asOf'>): readonly Row<typeof scope>[] => scopesOf(view, scope)
