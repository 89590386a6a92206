import { activityFlow, yearOf } from '../activity-flow.ts'

/** 23: 党内集中学习教育. */
export const themeEducation = activityFlow('theme-education', {
  id: 'theme-education',
  title: { zh: '主题教育次数', en: 'Theme education' },
  doc: { zh: '期内开展党内集中学习教育的次数', en: 'Sessions of theme education in the window.' },
})

/** 23: 书记轮训. */
export const rotationTraining = activityFlow(
  'rotation-training',
  {
    id: 'rotation-training',
    title: { zh: '书记轮训人次', en: 'Rotation training' },
    doc: {
      zh: '期内参加书记轮训的人次，按年度分',
      en: 'Attendance at the training of secretaries in the window, by year.',
    },
    by: 'year',
  },
  yearOf,
)

/** 23: 各类培训. */
export const trainingAttendance = activityFlow('training', {
  id: 'training-attendance',
  title: { zh: '培训人次', en: 'Training attendance' },
  doc: {
    zh: '期内参加各类培训的人次；书记轮训、党龄逢十培训另计',
    en: 'Attendance at training in the window; rotation training and long-service courses are counted apart.',
  },
})

/** 23: 党龄逢十党员培训. */
export const longServiceCourses = activityFlow('long-service-course', {
  id: 'long-service-courses',
  title: { zh: '党龄逢十培训人次', en: 'Long-service courses' },
  doc: {
    zh: '期内参加党龄逢十党员培训的人次',
    en: 'Attendance at courses for members of ten, twenty … years in the window.',
  },
})
