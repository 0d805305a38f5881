import { choice, decimal, integer } from './fields.ts'
import { category } from './manifest.ts'

export const serviceDeed = category({
  code: 'SERVICE_DEED',
  name: { zh: '惠民实事', en: 'Practical service deed' },
  description: {
    zh: '为群众办实事、服务重点项目或企业、结对帮扶',
    en: 'Solved a practical matter, served a key project or enterprise, helped a household',
  },
  creators: ['MEMBER', 'OFFICE', 'WORKFLOW'],
  needsConfirmation: true,
  evidenceRequired: true,
  fields: [
    choice(
      'kind',
      ['类别', 'Kind'],
      {
        PRACTICAL_MATTER: ['为民办实事', 'Practical matter'],
        KEY_PROJECT: ['服务重点项目', 'Key project'],
        ENTERPRISE: ['服务企业', 'Enterprise'],
        HOUSEHOLD: ['结对帮扶', 'Household in need'],
      },
      { required: true },
    ),
    integer('beneficiaries', ['受益人数', 'People served'], { min: '1', max: '1000000' }),
    decimal('amount', ['投入金额（元）', 'Amount in yuan'], { min: '0.01', max: '10000000000', places: 2 }),
  ],
  measures: ['count', 'kind', 'beneficiaries', 'amount'],
})
