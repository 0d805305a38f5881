import type { ProposalTexts } from '../../src/domain/proposals/similar/symbols.ts'

/** A matter, and the same in other words. */
export const CHARGING: ProposalTexts = {
  title: '关于完善老旧小区电动自行车充电设施的提案',
  situation:
    '云中路片区十二个老旧小区共有电动自行车九千余辆，集中充电端口只有三百六十个。居民把电池提上楼过夜充电，去年冬天金桥苑两次起火，所幸没有伤亡。',
  analysis:
    '一是小区没有物业，充电棚由谁出资、由谁看护没有说法。二是公共区域执行商业电价，每度比居民电价高出四角，居民不愿使用。',
  suggestions:
    '由住建部门会同街道，用两年时间在片区内建成带雨棚和喷淋的充电棚四十处。对充电棚执行居民电价，由供电公司单独挂表。',
}
export const REWORDED: ProposalTexts = {
  title: '建议在老旧小区增设电动车充电棚',
  situation:
    '去年冬天，金桥苑先后两次起火，原因是居民把电池提上楼过夜充电。云中路片区的十二个老旧小区有电动自行车九千余辆，而集中充电端口仅有三百六十个，远远不够。',
  analysis: '公共区域执行商业电价，每度比居民电价高出四角，大家不愿意用；充电棚由谁出资、由谁看护也没有说法。',
  suggestions: '建议在片区内建成带雨棚和喷淋的充电棚，执行居民电价，由供电公司单独挂表计量。',
}

/** Another matter of the same topic. */
export const FIRE_STATIONS: ProposalTexts = {
  title: '关于加强老旧小区微型消防站建设的提案',
  situation: '我市老旧小区消防通道被占、消火栓无水的情况普遍，微型消防站多数没有专人值守，器材过期。',
  analysis: '物业缺位，街道经费紧张，志愿消防队员平均年龄五十八岁，缺少训练，遇到火情难以在三分钟内到场。',
  suggestions: '把微型消防站经费列入区级预算，由消防救援大队每季度组织一次实操训练，配备电动车火灾专用灭火毯。',
}
