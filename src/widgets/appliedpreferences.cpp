// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/appliedpreferences.h"

#include "session/session.h"
#include "store/crypto.h"
#include "widgets/avatars.h"
#include "widgets/mainmenu.h"
#include "widgets/preferences.h"
#include "widgets/roompage.h"
#include "widgets/roompanel.h"
#include "widgets/spellchecker.h"
#include "widgets/spellengine.h"

namespace linnet {

AppliedPreferences::AppliedPreferences(const Parts &parts) : m_parts(parts)
{
    connect(&parts.preferences, &Preferences::changed, this, &AppliedPreferences::apply);
    chooseDictionaries();
    apply();
}

/// Looks through the system's folders.
void AppliedPreferences::chooseDictionaries()
{
    m_languages = m_parts.preferences.spellingLanguages();
    if (SpellEngine::isBuiltIn())
        m_parts.spelling.setDictionaries(
            SpellDictionary::chosen(SpellDictionary::find(SpellDictionary::systemFolders()), m_languages));
}

void AppliedPreferences::apply()
{
    Session &session = m_parts.session;
    Preferences &preferences = m_parts.preferences;
    session.media().setLimit(qint64(preferences.mediaCacheLimit()) << 20);
    session.receipts().setPublic(preferences.tellsRead());
    session.typing().setEnabled(preferences.tellsTyping());
    session.setPresence(preferences.tellsPresence());
    session.store().crypto().setTrustedOnly(preferences.trustsVerifiedOnly());
    m_parts.panel.setDensity(preferences.density());
    // An invitation's picture, or the one of who invites, is chosen by somebody whom one may not know.
    m_parts.avatars.setShown([&of = session.rooms(), safety = &session.safety(),
                              pictures = preferences.pictures()](const QString &id) {
        const Room *known = of.find(RoomId(id));
        return !known || known->membership != Membership::Invite ||
               (pictures.showsIn(*known) && !safety->invites().isApart(known->id));
    });
    if (m_languages != preferences.spellingLanguages())
        chooseDictionaries();
    if (const Room *known = session.rooms().find(m_parts.page.room()))
        m_parts.menu.setPreviewsShown(preferences.showsPreviewsIn(*known));
}

}
