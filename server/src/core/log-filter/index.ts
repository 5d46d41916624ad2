export {
  coverageOf,
  type FieldValue,
  matchesEvent,
  type Truth,
  type WantedEvents,
  type Wish,
} from './cover.ts';
export { type LogFilter, type LogFilterTerm, type ParsedLogFilter, parseLogFilter } from './parse.ts';
