/** The whole library in one file: its parts are 300 files that take five times as long to load. */
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export { init } from 'echarts'
}
