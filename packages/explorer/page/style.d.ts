/** Bundled beside the program. */
declare module '*.css'
