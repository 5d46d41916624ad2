import type { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import {
  clockChanges,
  describeTiming,
  previewRuns,
  type Schedule,
  scheduleProblem,
} from '../../../core/schedule.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { getOrganization, requireTimeZone } from '../tenancy/index.ts';
import { minimumInterval } from './definition-rules.ts';
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
          deps,
          schedule,
          body.from === undefined ? deps.clock.now() : new Date(body.from),
          body.count,
        );
      },
    }),
  ];
}

const yearMs = 366 * 86_400_000;

function preview(
  deps: JobsDeps,
  schedule: Schedule,
  from: Date,
  count: number,
): z.input<typeof schedulePreviewSchema> {
  const minimumIntervalSeconds = minimumInterval(deps);
  const problem = scheduleProblem(schedule, from, { minimumIntervalSeconds });
  const [change] = clockChanges(schedule.timeZone, from, new Date(from.getTime() + yearMs));
  return {
    words: problem === null ? describeTiming(schedule.timing) : null,
    time_zone: schedule.timeZone,
    runs:
      problem === null
        ? previewRuns(schedule, from, count).map(({ instant, local, clockChange, note }) => ({
            at: instant.toISOString(),
            local,
            clock_change: clockChange,
            note,
          }))
        : [],
    next_clock_change: change?.at.toISOString() ?? null,
    problem,
  };
}
