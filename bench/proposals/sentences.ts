import type { Block } from './matter.ts'

/**
 * Ways to say a thing: each line is one statement in several wordings with the same fillers, so that a text can be written
 * again in other words. t, u: words of the topic; x, z: names; n, k, h: general nouns; v, w: verbs; m, i: manners; o: office;
 * d, e: figures; y: year.
 */
const lines = (text: string): readonly (readonly string[])[] =>
  text
    .trim()
    .split('\n')
    .map(line => line.trim().split(' | '))

export const SENTENCES: Readonly<Record<Block, readonly (readonly string[])[]>> = {
  situation: lines(`
    目前，{x}一带{t}共有{d}处，{u}覆盖率为{e}%，{n}{k}较为突出。 | {x}周边现有{t}{d}处，{u}的覆盖面只有{e}%，{n}{k}问题比较明显。 | 据统计，{d}处{t}集中在{x}，{u}覆盖{e}%，{k}方面的{n}不容忽视。
    {y}年以来，{o}{m}{v}{t}，{u}{n}有所改善。 | 自{y}年起，{t}由{o}{m}{v}，{u}的{n}较以前有了好转。 | {o}在{y}年{m}{v}了{t}，带动{u}{n}向好。
    调研中，{x}的{n}反映，{t}{k}跟不上，{u}排队时间超过{d}天。 | 我们在{x}走访时听到，{u}要等{d}天以上，{n}对{t}的{k}意见集中。 | {x}不少{n}提出，由于{t}{k}滞后，{u}往往要等上{d}天。
    {x}与{z}之间的{t}尚未{v}，{n}{h}主要依靠{u}。 | {t}在{x}和{z}两地还没有{v}，{h}{n}靠的是{u}。 | 从{x}到{z}，{t}仍未{v}，只能用{u}来满足{n}{h}。
    全市{t}{n}总量达到{d}个，其中{x}占{e}%，{u}{k}居{h}前列。 | {x}的{t}{n}占全市{d}个中的{e}%，{u}{k}排在{h}前面。 | 在全市{d}个{t}{n}里，有{e}%在{x}，其{u}{k}位居{h}前列。
    {y}年{x}{v}了{t}{n}，投入{d}万元，{u}{k}{m}{w}。 | {x}于{y}年投入{d}万元{v}{t}{n}，使{u}{k}得以{m}{w}。 | 总投资{d}万元的{x}{t}{n}{y}年{v}，{u}{k}随之{m}{w}。
    {m}{v}{t}，关系到{n}{k}，也是{h}{u}的要求。 | {t}{n}{k}如何{v}，直接影响{h}{u}。 | {h}{u}离不开{m}{v}{t}，这与{n}{k}密切相关。
    近年来，{n}对{t}的{k}日益增长，{x}{u}{v}{d}余次。 | {x}{u}先后{v}{d}余次，{n}对{t}{k}的期待不断上升。 | 随着{n}{k}增长，{t}受到关注，{x}的{u}{v}已有{d}余次。`),
  analysis: lines(`
    一是{t}{n}不{k}，{x}{u}{v}{w}缺少{h}。 | {x}的{u}在{v}{w}上没有{h}，{t}{n}难以{k}。 | 首先，{h}缺失使{x}{u}{v}{w}困难，{t}{n}未能{k}。
    二是{o}与{n}之间{k}不畅，{t}{v}出现{d}处空白。 | {n}和{o}的{k}没有打通，致使{t}{v}留下{d}处空白。 | 其次，{t}{v}的空白有{d}处，根源在于{o}同{n}{k}不够。
    {t}{n}{m}{v}的基础薄弱，{u}{k}主要靠{h}。 | {u}{k}依赖{h}，{t}{n}要{m}{v}底子较差。 | 由于底子薄，{t}{n}还谈不上{m}{v}，{u}的{k}多由{h}承担。
    {x}的{t}建于{y}年，{n}{k}已不能适应{u}{v}。 | 建成于{y}年的{x}{t}，其{n}{k}与{u}{v}不相适应。 | {x}{t}自{y}年投用后，{n}{k}一直未变，{u}{v}受到制约。
    {n}{k}{h}偏低，{t}从业者每月只有{d}元，{u}流失率达{e}%。 | 从事{t}的月收入仅{d}元，{n}{k}{h}不高，造成{u}流失{e}%。 | {u}流失率高达{e}%，原因是{t}月入{d}元，{n}{k}{h}低。
    {t}{v}的{n}不明确，{u}{k}与{h}脱节。 | {u}{k}同{h}相脱节，{t}{v}缺乏清楚的{n}。 | 对{t}如何{v}没有{n}，以致{k}{h}与{u}各行其是。
    {z}已{m}{v}{t}{n}，相比之下{x}{u}{k}仍有{h}。 | 与{z}{m}{v}{t}{n}的做法相比，{x}在{u}{k}上存在{h}。 | {x}{u}{k}的{h}，同{z}{t}{n}{m}{v}形成对照。
    {n}{k}中{t}所占比重不到{e}%，{u}{v}{w}后续乏力。 | {t}在{n}{k}中只占{e}%，致使{u}{v}{w}难以为继。 | 不足{e}%的{n}{k}用于{t}，{u}{v}之后无力{w}。`),
  suggestions: lines(`
    建议{o}牵头，{m}{v}{t}{n}，{y}年底前完成{x}{d}处{u}{k}。 | 由{o}负责在{y}年底前完成{x}{d}处{u}{k}，并{m}{v}{t}{n}。 | {m}{v}{t}{n}，请{o}于{y}年末以前把{x}{d}处{u}的{k}做完。
    {m}{v}{t}的{n}，将{u}纳入{k}，{i}{w}{h}。 | 把{u}列入{k}之中，{i}{w}{h}，使{t}{n}得到{m}{v}。 | 将{t}{n}{m}{v}，同时使{u}进入{k}，做到{i}{w}{h}。
    在{x}、{z}开展{t}{n}试点，{i}{v}{u}，成熟后{m}推开。 | {t}{n}先在{x}和{z}试行，对{u}{i}{v}，取得经验再{m}铺开。 | 选取{x}、{z}两处先行先试{t}{n}，{i}{v}{u}，然后{m}推广。
    设立{t}专项{n}，每年安排{d}万元，用于{u}{k}和{h}{v}。 | 每年拿出{d}万元作为{t}专项{n}，支持{u}{k}、{v}{h}。 | {u}{k}与{h}{v}所需，从每年{d}万元的{t}专项{n}中列支。
    {v}{t}{n}{k}，对{u}实行{m}{w}，{h}向社会公开。 | 对{u}{m}{w}，{v}{t}{n}{k}，并公开{h}。 | 向社会公开{h}，{v}{t}的{n}{k}，{m}{w}{u}。
    {o}会同{x}{v}{n}，把{t}与{u}{k}{i}{w}。 | 由{x}配合{o}{v}{n}，{i}{w}{t}和{u}的{k}。 | {t}、{u}的{k}应{i}{w}，{o}和{x}共同{v}{n}。
    {m}{v}{n}{k}，使{t}{u}占比在{y}年达到{e}%。 | 到{y}年，{t}{u}比重提高到{e}%，为此应{m}{v}{n}{k}。 | 通过{m}{v}{n}{k}，力争{y}年{t}{u}达到{e}%。
    借鉴{z}{v}{t}的{n}，{i}{w}{u}{k}，形成{x}{h}。 | {z}在{v}{t}方面的{n}值得参考，可据此{i}{w}{u}{k}，做出{x}的{h}。 | 学习{z}的{n}，对{u}{k}{i}{w}，在{x}形成{t}{v}的{h}。`),
}

export const TITLES: readonly string[] = [
  '关于{m}{v}{x}{t}{n}的建议',
  '关于{v}{t}{u}{n}的提案',
  '关于在{x}{v}{t}的提案',
  '{m}{v}{t}{n}，{w}{u}{k}',
  '关于{x}{t}{u}问题的建议',
]
