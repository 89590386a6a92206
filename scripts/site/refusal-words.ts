/** What a package says of the codes with which it refuses, for people. */
export type RefusalWords = Readonly<
  Record<
    string,
    {
      /** What is wrong. */
      readonly when: string
      /** What to do about it. */
      readonly whatToDo: string
      /** Members of the refusal that the sources put together, so that they cannot be read there. */
      readonly fields?: readonly string[]
    }
  >
>
