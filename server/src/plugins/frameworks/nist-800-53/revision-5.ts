import { corrected, defineFramework } from '../../../plugin-kit/define-framework.ts';
import { ac } from './ac.ts';
import { at } from './at.ts';
import { au } from './au.ts';
import { ca } from './ca.ts';
import { cm } from './cm.ts';
import { corrections } from './corrections.ts';
import { cp } from './cp.ts';
import { ofFamily } from './family.ts';
import { ia } from './ia.ts';
import { ir } from './ir.ts';
import { ma } from './ma.ts';
import { mp } from './mp.ts';
import { pe } from './pe.ts';
import { pl } from './pl.ts';
import { pm } from './pm.ts';
import { ps } from './ps.ts';
import { pt } from './pt.ts';
import { ra } from './ra.ts';
import { sa } from './sa.ts';
import { sc } from './sc.ts';
import { si } from './si.ts';
import { sr } from './sr.ts';

const families = [
  { id: 'AC', title: 'Access control', rows: ac },
  { id: 'AT', title: 'Awareness and training', rows: at },
  { id: 'AU', title: 'Audit and accountability', rows: au },
  { id: 'CA', title: 'Assessment, authorisation and monitoring', rows: ca },
  { id: 'CM', title: 'Configuration management', rows: cm },
  { id: 'CP', title: 'Contingency planning', rows: cp },
  { id: 'IA', title: 'Identification and authentication', rows: ia },
  { id: 'IR', title: 'Incident response', rows: ir },
  { id: 'MA', title: 'Maintenance', rows: ma },
  { id: 'MP', title: 'Media protection', rows: mp },
  { id: 'PE', title: 'Physical and environmental protection', rows: pe },
  { id: 'PL', title: 'Planning', rows: pl },
  { id: 'PM', title: 'Programme management', rows: pm },
  { id: 'PS', title: 'Personnel security', rows: ps },
  { id: 'PT', title: 'Processing of personal data and transparency', rows: pt },
  { id: 'RA', title: 'Risk assessment', rows: ra },
  { id: 'SA', title: 'Acquisition of systems and services', rows: sa },
  { id: 'SC', title: 'Protection of systems and communications', rows: sc },
  { id: 'SI', title: 'Integrity of systems and information', rows: si },
  { id: 'SR', title: 'Supply chain risk management', rows: sr },
];

export const nist80053 = defineFramework({
  id: 'nist-800-53',
  version: '5',
  title: 'NIST SP 800-53 Revision 5',
  publisher: 'National Institute of Standards and Technology',
  provider: 'all',
  description:
    'Controls and enhancements of revision 5 that are not withdrawn, with the baselines low, moderate, high and privacy of SP 800-53B.',
  url: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
  categories: families.map(({ id, title }) => ({ id, title })),
  requirements: corrected(
    families.flatMap(({ id, rows }) => ofFamily(id, rows)),
    corrections,
  ),
});
