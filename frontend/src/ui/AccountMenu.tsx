import { Button, Menu } from "@mantine/core";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import {
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconSunOff,
  IconUserCircle,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { signOut, useSession } from "@/api/session";
import { useWords } from "@/lib/bilingual";
import { type Scheme, scheme as ofDevice, schemeChoose } from "@/lib/scheme";
import { useSignal } from "@/offline/react";

const SCHEMES: { scheme: Scheme; icon: typeof IconSun }[] = [
  { scheme: "auto", icon: IconDeviceDesktop },
  { scheme: "light", icon: IconSun },
  { scheme: "dark", icon: IconMoon },
  { scheme: "hall", icon: IconSunOff },
];

/** Who is signed in, how the screen looks, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation("common");
  const words = useWords();
  const session = useSession();
  const scheme = useSignal(ofDevice);
  const person = session.data?.person;
  if (!person) return null;
  const name = words(person.name);
  const leave = async () => {
    await signOut();
    location.assign("/");
  };
  return (
    <Menu position="bottom-end" width={240} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className="ys-avatar" aria-label={`${t("menu.account")} ${name}`}>
          {name.slice(0, 1)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        {session.data?.account?.email && <Menu.Label>{session.data.account.email}</Menu.Label>}
        <Menu.Divider />
        <Menu.Label>{t("menu.theme")}</Menu.Label>
        {SCHEMES.map(({ scheme: value, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={18} stroke={1.8} />}
            aria-current={scheme === value}
            onClick={() => schemeChoose(value)}
          >
            {t(`menu.theme.${value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          component="a"
          href="/account"
          leftSection={<IconUserCircle size={18} stroke={1.8} />}
        >
          {t("menu.own")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.8} />} onClick={() => void leave()}>
          {t("menu.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** A link that looks like a button; kept here because every feature needs one. */
export function ButtonLink(props: {
  href: string;
  children: React.ReactNode;
  variant?: string;
  testid?: string;
}) {
  return (
    <Button
      component="a"
      href={props.href}
      variant={props.variant ?? "filled"}
      data-testid={props.testid}
    >
      {props.children}
    </Button>
  );
}
