import type { z } from 'zod';
import type { JsonObject } from '../../../core/json.ts';
import { mediaTypes, type ReportFormat } from './report.ts';
import type { deliverySchema, myDeliverySchema, reportSchema } from './schemas.ts';
import type { DeliveryOfReport, DeliveryRow, ReportWithDeliveries } from './store.ts';

/** Rows as the API shows them. Pure. */

type ReportView = z.input<typeof reportSchema>;
type DeliveryView = z.input<typeof deliverySchema>;

export function presentReport(row: ReportWithDeliveries): ReportView {
  return {
    id: row.id,
    kind: row.kind as ReportView['kind'],
    format: row.format as ReportView['format'],
    title: row.title,
    as_of: row.as_of.toISOString(),
    period: { from: row.period_from.toISOString(), to: row.as_of.toISOString() },
    time_zone: row.time_zone,
    parameters: row.parameters as JsonObject,
    rows: row.row_count,
    coverage: row.coverage as ReportView['coverage'],
    bytes: row.bytes,
    sha256: row.sha256,
    file_name: fileNameOf(row),
    media_type: mediaTypes[row.format as ReportFormat],
    execution_id: row.execution_id,
    created_at: row.created_at.toISOString(),
    deliveries: { delivered: row.delivered, failed: row.failed, opened: row.opened },
  };
}

/** `inventory-2026-11-21T1431Z-rpt_4f….pdf`: unique, and in the order of time among its like. */
export function fileNameOf(row: Pick<ReportWithDeliveries, 'id' | 'kind' | 'format' | 'as_of'>): string {
  const moment = row.as_of.toISOString().slice(0, 16).replace(':', '');
  return `${row.kind.replaceAll('_', '-')}-${moment}Z-${row.id.slice(0, 12)}.${row.format}`;
}

export function presentDelivery(row: DeliveryRow): DeliveryView {
  return {
    report_id: row.report_id,
    recipient: row.recipient,
    status: row.status as DeliveryView['status'],
    error: row.error,
    at: row.at.toISOString(),
    opened_at: row.opened_at?.toISOString() ?? null,
  };
}

export function presentMyDelivery(
  row: DeliveryOfReport,
  publicUrl: string,
): z.input<typeof myDeliverySchema> {
  return {
    ...presentDelivery(row),
    title: row.title,
    kind: row.kind as ReportView['kind'],
    format: row.format as ReportView['format'],
    as_of: row.as_of.toISOString(),
    url: `${publicUrl}/reports/${row.report_id}`,
  };
}
