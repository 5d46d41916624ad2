/** What the suite reads of answers. */

export type View = {
  id: number;
  title: string;
  type: string;
  priority: string;
  severity: string;
  status: string;
  status_note: string | null;
  rule_id: string;
  risk_reduction: number | null;
  estimated_monthly_savings: number | null;
  savings: { low: number; high: number; assumption: string } | null;
  resource_count: number;
  resource_name: string | null;
  control_ids: string[];
  has_automated_fix: boolean;
  generator: { kind: string; fallback_reason: string | null };
};
export type Detail = View & {
  steps: { text: string; commands: string[] }[];
  resources: { name: string; findings: { type: string; control_id: string | null }[] }[];
  references: string[];
  provenance: null;
};
export type Generated = {
  created: number;
  updated: number;
  unchanged: number;
  resolved: number;
  kept_closed: number;
  execution_id: number | null;
  message: string;
  data: View[];
};
