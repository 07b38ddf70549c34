// Names of the ledgers' accounts in both languages.
import { tr } from './language';

const names: Record<string, [zh: string, en: string]> = {
  treasury: ['财政', 'treasury'],
  households: ['居民家庭', 'households'],
  payroll: ['人员工资', 'staff pay'],
  contractors: ['工程与采购', 'contractors'],
  'committee fund': ['居委会经费', 'committee fund'],
  'station fund': ['服务站经费', 'station fund'],
  'purchase pot': ['购买服务资金', 'purchase of services'],
  'party fund': ['党建经费', 'party fund'],
  organisations: ['社会组织', 'social organisations'],
  'property companies': ['物业公司', 'property companies'],
  'working time': ['可用工时', 'working time'],
  volunteers: ['志愿者', 'volunteers'],
  'social work': ['专业社工', 'social workers'],
  "organisations' service": ['社会组织服务', "organisations' services"],
  'street cases': ['街道办理', 'street office'],
  'department cases': ['职能部门办理', 'departments'],
  committee: ['居委会', 'committee'],
  station: ['服务站', 'station'],
  tasks: ['上级任务', 'tasks from above'],
  ledgers: ['台账', 'paperwork'],
  casework: ['办理诉求', 'casework'],
  visits: ['走访', 'visits'],
  deliberation: ['议事协商', 'deliberation'],
  organising: ['组织培育', 'organising'],
  training: ['培训', 'training'],
};

/** "committee casework": 居委会·办理诉求. */
export function account_name(key: string): string {
  const plain = key;
  if (names[plain]) return tr(...names[plain]);
  const [first, ...rest] = plain.split(' ');
  const head = names[first ?? ''],
    tail = names[rest.join(' ')];
  return head && tail ? tr(`${head[0]}·${tail[0]}`, `${head[1]}: ${tail[1]}`) : plain;
}
