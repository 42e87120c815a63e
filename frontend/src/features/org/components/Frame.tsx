import {
  IconArrowsShuffle,
  IconBroadcast,
  IconChartDots,
  IconClipboardList,
  IconDeviceTablet,
  IconEye,
  IconHome,
  IconListNumbers,
  IconMessageReport,
  IconScale,
  IconSpeakerphone,
  IconUserCog,
  IconUsers,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { useWords } from "@/lib/bilingual";
import { Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { Shell } from "@/ui/Shell";
import { editionQuery } from "../api/edition";
import type { Edition, EditionRound } from "../api/types";
import { mayVisit, type Place, PLACES, rolesFor } from "../state/roles";

const ICONS: Record<Place, typeof IconHome> = {
  overview: IconHome,
  entries: IconClipboardList,
  panel: IconUsers,
  devices: IconDeviceTablet,
  draw: IconArrowsShuffle,
  live: IconBroadcast,
  results: IconListNumbers,
  ranking: IconChartDots,
  deliberate: IconScale,
  publish: IconSpeakerphone,
  people: IconUserCog,
  witness: IconEye,
  interference: IconMessageReport,
};

export const placePath = (edition: string, place: Place) =>
  place === "overview" ? `/org/${edition}` : `/org/${edition}/${place}`;

export interface Here {
  edition: Edition;
  round: EditionRound | undefined;
  roles: Set<string>;
  /** The edition as the address names it. */
  slug: string;
}

interface Props {
  place: Place;
  bare?: boolean;
  children: (here: Here) => ReactNode;
}

/** The frame of an edition's office: its rail, where one is, and the edition once it is read. */
export function Frame({ place, bare = false, children }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const params: { edition?: string } = useParams({ strict: false });
  const path = useLocation().pathname;
  const session = useSession();
  const slug = params.edition ?? "";
  const edition = useQuery(editionQuery(slug));
  const data = edition.data;
  const roles = data ? rolesFor(session.data, data) : new Set<string>();
  const round = data?.rounds.find(({ state }) => state === "open") ?? data?.rounds.at(-1);
  const places = PLACES.filter((each) => mayVisit(each, roles));
  return (
    <Shell
      label={t("nav")}
      bare={bare}
      items={places.map((each) => ({
        href: placePath(slug, each),
        label: t(`nav.${each}`),
        icon: ICONS[each],
        current:
          each === "overview" ? path === `/org/${slug}` : path.startsWith(placePath(slug, each)),
      }))}
      crumbs={
        <>
          <Link to={bare ? placePath(slug, "overview") : "/org"}>
            {words(data?.name) || t("nav.org")}
          </Link>
          <span aria-hidden>/</span>
          {bare && round && (
            <>
              <span>{words(round.name)}</span>
              <span aria-hidden>/</span>
            </>
          )}
          <b>{t(`nav.${place}`)}</b>
        </>
      }
    >
      {data ? (
        children({ edition: data, round, roles, slug })
      ) : (
        <Page title={t(`nav.${place}`)}>
          {edition.isPending && <Waiting />}
          <ProblemAlert error={edition.error} onRetry={() => void edition.refetch()} />
        </Page>
      )}
    </Shell>
  );
}
