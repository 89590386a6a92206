import { init } from 'echarts/dist/echarts.esm.min.mjs'
import type { EChartsOption } from 'echarts'

/** What a picture is to those who do not see it, and how large it is drawn. */
export interface Picture {
  /** Unique in the page: every id in the picture begins with it. */
  readonly id: string
  readonly title: string
  readonly description: string
  readonly width: number
  readonly height: number
}

/**
 * A chart as an SVG element that scales with its place. Colours may be the page's variables. The same options give the same
 * bytes: what the library numbers by itself is named after the picture.
 */
export function draw({ id, title, description, width, height }: Picture, option: EChartsOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ ...plain, ...option })
    const body = cleaned(chart.renderToSVGString(), id)
    const [heading, text] = [`${id}-title`, `${id}-description`]
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${heading}" aria-describedby="${text}"><title id="${heading}">${escaped(title)}</title><desc id="${text}">${escaped(description)}</desc>${body}</svg>`
  } finally {
    chart.dispose()
  }
}

/** Nothing moves, and texts are in the page's font. */
const plain: EChartsOption = { animation: false, textStyle: { fontFamily: 'inherit' } }

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What is inside the library's SVG, without what only its own scripts use. */
const cleaned = (svg: string, id: string): string =>
  svg
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/<rect [^>]*fill="none"><\/rect>/g, '')
    .replaceAll(/ (class|ecmeta_\w+|pointer-events|stroke-miterlimit)="[^"]*"/g, '')
    .replaceAll(/zr\d+-/g, `${id}-`)
    .replaceAll(/="[^"]*"/g, (value) =>
      value.replaceAll(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 100) / 100)),
    )
    .replaceAll(/\s*\n\s*/g, '')
