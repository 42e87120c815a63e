import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { Left } from "../../api/people";

/** One of those who left: what ended, what they did by the logs, what was handed over. */
export function LeftCard({ left, zone }: { left: Left; zone: string }) {
  const { t } = useTranslation("people");
  const words = useWords();
  const roles = left.roles
    .map(({ role, edition }) => {
      const place = edition ? words(edition.name) : t("wholeHost");
      return `${t(`role.${role}`)} (${place})`;
    })
    .join(t("comma"));
  return (
    <section className="ys-card ys-stack" data-testid="left">
      <h2>{words(left.person.name)}</h2>
      <dl className="og-facts">
        <Fact name={t("report.roles")}>{roles}</Fact>
        <Fact name={t("report.sessions")}>{left.sessions}</Fact>
        <Fact name={t("report.devices")}>{left.devices}</Fact>
        <Fact name={t("report.links")}>{left.links}</Fact>
      </dl>
      <Handed left={left} />
      <Deeds left={left} zone={zone} />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}

function Handed({ left }: { left: Left }) {
  const { t } = useTranslation("people");
  const to = left.handed.filter((each) => each.to !== null).length;
  return (
    <p>
      {left.handed.length === 0
        ? t("report.nothingOpen")
        : t("report.handed", { count: left.handed.length, to, open: left.handed.length - to })}
    </p>
  );
}

function Deeds({ left, zone }: { left: Left; zone: string }) {
  const { t, i18n } = useTranslation("people");
  const deed = (type: string) => (i18n.exists(`people:deed.${type}`) ? t(`deed.${type}`) : type);
  if (!left.first_at || !left.last_at) return <p className="ys-soft">{t("report.nothingDone")}</p>;
  return (
    <>
      <h3>{t("report.did")}</h3>
      <p className="ys-small ys-soft">
        <When at={left.first_at} zone={zone} plain /> – <When at={left.last_at} zone={zone} plain />
      </p>
      <table className="og-table og-counts">
        <thead>
          <tr>
            <th scope="col">{t("report.what")}</th>
            <th scope="col" className="n">
              {t("report.times")}
            </th>
          </tr>
        </thead>
        <tbody>
          {left.counts.map(({ type, count }) => (
            <tr key={type}>
              <th scope="row">{deed(type)}</th>
              <td className="n num">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className="og-newest">
        <summary>{t("report.newest", { count: left.newest.length })}</summary>
        <ul>
          {left.newest.map(({ type, at }, index) => (
            <li key={`${at}-${index}`}>
              <When at={at} zone={zone} plain /> {deed(type)}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
