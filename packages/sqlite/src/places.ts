import type { DatabaseSync } from 'node:sqlite'
import { tablesDiffer } from './failure.ts'
import { keepsRecords, quoted } from './relation-tables.ts'
import type { TablesDefinition } from './tables-definition.ts'

/** Where a definition's tables are: those that analysts see, or beside them while they are being filled. */
export type Place = 'current' | 'next'

export const nameAt = (place: Place, name: string): string => (place === 'current' ? name : `${name}__next`)

/** What stands where a table of this program is to stand, and is in no list of tables. */
export interface Stranger {
  readonly name: string
  /** Whether it is just as this program makes it: somebody has changed the list. Anything else is somebody's own, and never taken away. */
  readonly leftOver: boolean
}

/** What stands at a place. */
export interface Places {
  /** The list of tables of a place, as it stands in the file. */
  readonly listAt: (place: Place) => string | undefined
  readonly strangersAt: (place: Place) => readonly Stranger[]
  /** Whether something of somebody's own stands there. */
  readonly isTaken: (place: Place) => boolean
  /** Takes away the tables of a place and its list, and what is left over of this program's. */
  readonly clear: (place: Place) => void
}

export function placesOf(db: DatabaseSync, makers: TablesDefinition['makers']): Places {
  const list = db.prepare('SELECT tables FROM generation WHERE place = ?')
  // SQL takes names as they come, in capitals or not. Triggers have names of their own.
  const standing = db.prepare(
    "SELECT name, type, sql FROM sqlite_schema WHERE type <> 'trigger' AND name = ? COLLATE NOCASE",
  )
  const listAt: Places['listAt'] = (place) => {
    const found = list.get(place)
    return found && String(found['tables'])
  }
  const strangersAt: Places['strangersAt'] = (place) => {
    const listed = new Set(namesIn(listAt(place)))
    return makers.flatMap(([name, ddl]) => {
      const there = nameAt(place, name)
      const found = standing.get(there)
      if (!found || (found['type'] === 'table' && listed.has(name))) return []
      return [{ name: String(found['name']), leftOver: `${String(found['sql'])};` === ddl(there).trim() }]
    })
  }
  return {
    listAt,
    strangersAt,
    isTaken: (place) => strangersAt(place).some(({ leftOver }) => !leftOver),
    clear: (place) => {
      const listed = namesIn(listAt(place)).map((name) => nameAt(place, name))
      const leftOver = strangersAt(place).filter((stranger) => stranger.leftOver)
      for (const name of [...listed, ...leftOver.map((stranger) => stranger.name)])
        if (!keepsRecords(name) && standing.get(name)?.['type'] === 'table') drop(db, name)
      db.prepare('DELETE FROM generation WHERE place = ?').run(place)
    },
  }
}

/** Takes a table away; somebody may have listed what SQLite keeps for itself: that stays. */
function drop(db: DatabaseSync, name: string): void {
  try {
    db.exec(`DROP TABLE ${quoted(name)}`)
  } catch (error) {
    if (!tablesDiffer(error)) throw error
  }
}

/** The names in a list; none where somebody has made something else of it. */
export function namesIn(list = '[]'): readonly string[] {
  try {
    const names: unknown = JSON.parse(list)
    return Array.isArray(names) ? names.map(String) : []
  } catch {
    return []
  }
}
