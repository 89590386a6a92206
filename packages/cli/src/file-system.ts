/**
 * Node's file system for what every command does first. As an imported module it would bring Node's streams with it, which take as long
 * to load as a quarter of Node's start.
 */
export const fileSystem = process.getBuiltinModule('node:fs')
