/** What is made when it is first asked for; again, where making it failed. */
export function once<T>(make: () => Promise<T>): (() => Promise<T>) & { readonly begun: () => boolean } {
  let made: Promise<T> | undefined
  const get = async (): Promise<T> => {
    const making = (made ??= make())
    try {
      return await making
    } catch (error) {
      if (made === making) made = undefined
      throw error
    }
  }
  return Object.assign(get, { begun: () => made !== undefined })
}
