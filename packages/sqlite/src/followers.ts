import type { DatabaseSync } from 'node:sqlite'

/** Where a follower of another store has come to there. */
export interface FollowedPosition {
  readonly follower: string
  readonly position: string
}

/** The positions of followers. Their table is made when the first one has something to keep: most files have none. */
export function followers(db: DatabaseSync): {
  readonly of: (follower: string) => string | undefined
  /** Inside the caller's transaction, so that a position and what it stands for are kept together. */
  readonly keep: (position: FollowedPosition) => void
} {
  const hasTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'follower'")
  return {
    of: (follower) => {
      if (!hasTable.get()) return undefined
      const found = db.prepare('SELECT position FROM follower WHERE name = ?').get(follower)?.['position']
      return found === undefined ? undefined : String(found)
    },
    keep: ({ follower, position }) => {
      if (!hasTable.get()) db.exec('CREATE TABLE follower (name TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT')
      db.prepare(
        'INSERT INTO follower (name, position) VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
      ).run(follower, position)
    },
  }
}
