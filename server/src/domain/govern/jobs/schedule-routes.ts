import type { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { describeTiming, nextRun, type Schedule, scheduleProblem } from '../../../core/schedule.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { getOrganization, requireTimeZone } from '../tenancy/index.ts';
import { previewScheduleSchema, schedulePreviewSchema } from './job-schemas.ts';
import type { JobsDeps } from './service.ts';

/** What a schedule would do, before anybody saves it. */
export function scheduleRoutes(deps: JobsDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/schedules/preview',
      operationId: 'previewSchedule',
      summary: 'The words and the next runs of a schedule',
      tag: 'Jobs',
      access: 'view',
      body: previewScheduleSchema,
      responses: { 200: schedulePreviewSchema },
      handler: async ({ scope, body }) => {
        const timeZone =
          body.time_zone ?? (await deps.db.within(scope, (tx) => getOrganization(tx))).time_zone;
        requireTimeZone(timeZone);
        const timing =
          body.timing ??
          (body.schedule === undefined ? undefined : { kind: 'cron' as const, expression: body.schedule });
        if (timing === undefined) {
          throw new AppError('invalid_input', 'timing: what to preview is missing', {
            details: [{ path: 'timing', message: 'is needed: timing, or a cron expression as schedule' }],
          });
        }
        const schedule: Schedule = {
          timing,
          timeZone,
          ...(body.gap === undefined ? {} : { gap: body.gap }),
          ...(body.overlap === undefined ? {} : { overlap: body.overlap }),
        };
        return preview(
          schedule,
          body.from === undefined ? deps.clock.now() : new Date(body.from),
          body.count,
        );
      },
    }),
  ];
}

function preview(schedule: Schedule, from: Date, count: number): z.input<typeof schedulePreviewSchema> {
  const problem = scheduleProblem(schedule, from);
  const runs: z.input<typeof schedulePreviewSchema>['runs'] = [];
  let next = problem === null ? nextRun(schedule, from) : null;
  while (next !== null && runs.length < count) {
    runs.push({
      at: next.toISOString(),
      local: localTime(next, schedule.timeZone),
      clock_change: null,
      note: null,
    });
    next = nextRun(schedule, next);
  }
  return {
    words: problem === null ? describeTiming(schedule.timing) : null,
    time_zone: schedule.timeZone,
    runs,
    next_clock_change: null,
    problem,
  };
}

function localTime(at: Date, timeZone: string): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'longOffset',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const offset = (parts.timeZoneName ?? '').replace('GMT', '') || '+00:00';
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}${offset}`;
}
