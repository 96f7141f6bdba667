// The figures of a goal as each surface tells them, in one shape, so that a
// test can hold them against each other.

/** The word of a day's mark, as one letter: o minimum, # more, / mended, ~ rest, = paused, + covered, ◌ today, · nothing. */
function letter(word) {
  const letters = [
    ['missed, mended', '/'], ['more than the minimum', '#'], ['minimum step', 'o'], ['rest', '~'], ['paused', '='], ['covered', '+'], ['today', '◌'],
  ];
  return letters.find(([begins]) => word.startsWith(begins))?.[1] ?? '·';
}

const letters = async (words) => (await words.allTextContents()).map(letter).join('');
const numbers = (text) => (text ?? '').match(/\d+/g)?.map(Number) ?? [];

/** What Today says. */
export async function ofToday(page) {
  const [done, target] = numbers(await page.getByRole('img', { name: 'this week' }).getAttribute('aria-label'));
  const chain = page.locator('aside').getByText(/in the chain/);
  return {
    practised: numbers(await page.locator('.count').textContent())[0],
    chain: (await chain.count()) > 0 ? numbers(await chain.textContent())[0] : undefined,
    week: { done, target },
    strip: await letters(page.locator('.strip .vh')),
  };
}

/** What the goal page says; its card up to a day. */
export async function ofGoal(page, today) {
  const facts = await page
    .locator('.facts > div')
    .evaluateAll((rows) => Object.fromEntries(rows.map((r) => [r.querySelector('dt').textContent, r.querySelector('dd').textContent])));
  const days = await page.locator('table.card time').evaluateAll((ts, last) => ts.filter((t) => t.dateTime <= last).length, today);
  const [done, target] = numbers(await page.locator('table.card [role=img]').first().getAttribute('aria-label'));
  const [chain, recoveries] = numbers(facts['Chain']);
  const [recovered, episodes] = numbers(facts['Came back']);
  const [kept, active] = numbers(facts['Days the step was due']);
  return {
    practised: numbers(facts['Days practised'])[0],
    chain: { length: chain, recoveries },
    adherence: { done: kept, active },
    never_miss_twice: { recovered, episodes },
    week: { done, target },
    card: (await letters(page.locator('table.card .cell .vh'))).slice(0, days),
  };
}
