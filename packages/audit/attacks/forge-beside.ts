import { behindItsBack, show, type Attack } from './attack.ts'

/** The right tables are there, and the list has them: beside those that analysts query. */
export const forgeBeside: Attack = {
  name: 'forge tables beside right ones',
  does: 'every table is copied to where tables are filled that are to come; those that analysts query say something else',
  tamper: (ledger) =>
    behindItsBack(ledger, (db) => {
      const [listed] = db.prepare('SELECT tables FROM generation').all()
      const definition = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?')
      for (const name of JSON.parse(String(listed?.['tables'])) as readonly string[]) {
        db.exec(String(definition.get(name)?.['sql']).replace(`"${name}"`, `"${name}__next"`))
        db.exec(`INSERT INTO "${name}__next" SELECT * FROM "${name}"`)
      }
      db.exec("UPDATE generation SET place = 'next'; DELETE FROM coverage")
    }),
}

if (import.meta.main) await show(forgeBeside)
