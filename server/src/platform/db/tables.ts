import type { ComplianceTables } from './tables/compliance.ts';
import type { ComplianceDecisionTables } from './tables/compliance-decisions.ts';
import type { IdentityTables } from './tables/identity.ts';
import type { InformTables } from './tables/inform.ts';
import type { NotificationTables } from './tables/notifications.ts';
import type { ObservationTables } from './tables/observation.ts';
import type { RecommendationTables } from './tables/recommendations.ts';
import type { RecordTables } from './tables/record.ts';
import type { RemediationTables } from './tables/remediation.ts';
import type { WorkTables } from './tables/work.ts';

/** Every table, as the migrations make them. */
export type Tables = IdentityTables &
  RecordTables &
  ObservationTables &
  WorkTables &
  ComplianceTables &
  ComplianceDecisionTables &
  InformTables &
  RemediationTables &
  RecommendationTables &
  NotificationTables;
