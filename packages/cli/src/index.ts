/** Runs one `taizhang` command. Placeholder: the commands come with the domain. */
export const run = (args: readonly string[]): void => {
  console.log(`taizhang: no command yet (${args.join(' ')}), node ${process.versions.node}`)
}
