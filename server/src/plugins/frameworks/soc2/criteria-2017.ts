import { corrected, defineFramework } from '../../../plugin-kit/define-framework.ts';
import { inCategory } from '../../../plugin-kit/requirement-rows.ts';
import { corrections } from './corrections.ts';

const requirements = [
  ...inCategory('CC1', [
    ['CC1.1', 'Integrity and ethical values are lived', 'people'],
    ['CC1.2', 'The board oversees internal control independently', 'people'],
    ['CC1.3', 'Structures, reporting lines and responsibilities are set', 'partly'],
    ['CC1.4', 'Capable people are won, trained and kept', 'people'],
    ['CC1.5', 'People answer for their part of internal control', 'people'],
  ]),
  ...inCategory('CC2', [
    ['CC2.1', 'Information for internal control is relevant and reliable', 'partly'],
    ['CC2.2', 'Internal control is explained inside the organisation', 'process'],
    ['CC2.3', 'Matters of internal control are shared with outsiders', 'process'],
  ]),
  ...inCategory('CC3', [
    ['CC3.1', 'Objectives are clear enough to see the risks to them', 'partly'],
    ['CC3.2', 'Risks to the objectives are found and analysed', 'partly'],
    ['CC3.3', 'Fraud is considered among the risks', 'partly'],
    ['CC3.4', 'Changes that matter for internal control are noticed', 'partly'],
  ]),
  ...inCategory('CC4', [
    ['CC4.1', 'Internal control is evaluated continuously or regularly', 'process'],
    ['CC4.2', 'Weaknesses reach those who must act, in time', 'partly'],
  ]),
  ...inCategory('CC5', [
    ['CC5.1', 'Control activities reduce the risks to an acceptable level', 'process'],
    ['CC5.2', 'Control activities over technology support the objectives', 'partly'],
    ['CC5.3', 'Control activities are written down and carried out', 'policy'],
  ]),
  ...inCategory('CC6', [
    ['CC6.1', 'Access to systems and data is restricted by technical means', 'partly'],
    ['CC6.2', 'Access is given after registration and taken away when no longer needed', 'partly'],
    ['CC6.3', 'Access follows roles, least privilege and separation of duties', 'partly'],
    ['CC6.4', 'Entry to buildings and rooms is limited to authorised people', 'physical'],
    ['CC6.5', 'Protection of equipment ends only after its data is beyond recovery', 'physical'],
    ['CC6.6', 'Systems are protected against access from outside', 'partly'],
    ['CC6.7', 'Data is protected while it moves and when it is carried away', 'partly'],
    ['CC6.8', 'Unauthorised and malicious software is prevented or found', 'partly'],
  ]),
  ...inCategory('CC7', [
    ['CC7.1', 'New weaknesses and risky changes of configuration are found', 'partly'],
    ['CC7.2', 'Systems are watched for anomalies, which are analysed', 'partly'],
    ['CC7.3', 'Security events are evaluated as possible incidents', 'partly'],
    ['CC7.4', 'Incidents are answered by a defined programme', 'partly'],
    ['CC7.5', 'Recovery from incidents is prepared and carried out', 'partly'],
  ]),
  ...inCategory('CC8', [['CC8.1', 'Changes are authorised, designed, tested and approved', 'partly']]),
  ...inCategory('CC9', [
    ['CC9.1', 'Disruptions of business are prepared for', 'process'],
    ['CC9.2', 'Risks from suppliers and partners are managed', 'supplier'],
  ]),
  ...inCategory('A1', [
    ['A1.1', 'Capacity is watched and kept ahead of demand', 'partly'],
    ['A1.2', 'Surroundings, backups and recovery means are kept ready', 'partly'],
    ['A1.3', 'Recovery plans are tested', 'process'],
  ]),
  ...inCategory('C1', [
    ['C1.1', 'Confidential information is known and protected', 'partly'],
    ['C1.2', 'Confidential information is disposed of when its time is over', 'partly'],
  ]),
  ...inCategory('PI1', [
    ['PI1.1', 'What is processed, and to what quality, is defined', 'process'],
    ['PI1.2', 'Inputs are complete, accurate and on time', 'partly'],
    ['PI1.3', 'Processing is complete, accurate and on time', 'partly'],
    ['PI1.4', 'Outputs go complete and in time to the right people', 'partly'],
    ['PI1.5', 'Stored inputs, work and outputs stay complete and accurate', 'partly'],
  ]),
  ...inCategory('P1', [['P1.1', 'People are told how their personal data is handled', 'policy']]),
  ...inCategory('P2', [['P2.1', 'People can choose, and consent is asked for and kept', 'process']]),
  ...inCategory('P3', [
    ['P3.1', 'Personal data is collected for the stated purposes only', 'process'],
    ['P3.2', 'Explicit consent is obtained where it is needed', 'process'],
  ]),
  ...inCategory('P4', [
    ['P4.1', 'Personal data is used for the stated purposes only', 'process'],
    ['P4.2', 'Personal data is kept no longer than stated', 'process'],
    ['P4.3', 'Personal data is disposed of securely', 'process'],
  ]),
  ...inCategory('P5', [
    ['P5.1', 'People can see the personal data about them', 'process'],
    ['P5.2', 'People can have personal data about them corrected', 'process'],
  ]),
  ...inCategory('P6', [
    ['P6.1', 'Personal data is disclosed with consent only', 'process'],
    ['P6.2', 'Authorised disclosures are recorded', 'process'],
    ['P6.3', 'Unauthorised disclosures are recorded', 'process'],
    ['P6.4', 'Suppliers promise to protect personal data', 'supplier'],
    ['P6.5', 'Suppliers promise to tell of unauthorised disclosures', 'supplier'],
    ['P6.6', 'Breaches are notified to those affected and to authorities', 'process'],
    ['P6.7', 'People are told on request what is held and disclosed', 'process'],
  ]),
  ...inCategory('P7', [['P7.1', 'Personal data is accurate, current and complete', 'process']]),
  ...inCategory('P8', [['P8.1', 'Complaints about privacy are taken, answered and followed up', 'process']]),
];

export const soc2 = defineFramework({
  id: 'soc2',
  version: '2017',
  title: 'SOC 2 trust services criteria',
  publisher: 'AICPA',
  provider: 'all',
  description:
    'Criteria of the 2017 trust services (points of focus of 2022): security as common criteria, availability, confidentiality, processing integrity and privacy.',
  url: 'https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022',
  categories: [
    { id: 'CC1', title: 'Control environment' },
    { id: 'CC2', title: 'Communication and information' },
    { id: 'CC3', title: 'Risk assessment' },
    { id: 'CC4', title: 'Monitoring' },
    { id: 'CC5', title: 'Control activities' },
    { id: 'CC6', title: 'Logical and physical access' },
    { id: 'CC7', title: 'System operations' },
    { id: 'CC8', title: 'Change management' },
    { id: 'CC9', title: 'Risk mitigation' },
    { id: 'A1', title: 'Availability' },
    { id: 'C1', title: 'Confidentiality' },
    { id: 'PI1', title: 'Processing integrity' },
    { id: 'P1', title: 'Privacy: notice' },
    { id: 'P2', title: 'Privacy: choice and consent' },
    { id: 'P3', title: 'Privacy: collection' },
    { id: 'P4', title: 'Privacy: use, retention and disposal' },
    { id: 'P5', title: 'Privacy: access' },
    { id: 'P6', title: 'Privacy: disclosure and notification' },
    { id: 'P7', title: 'Privacy: quality' },
    { id: 'P8', title: 'Privacy: monitoring' },
  ],
  requirements: corrected(requirements, corrections),
});
