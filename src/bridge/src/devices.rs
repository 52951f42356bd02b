// SPDX-License-Identifier: GPL-3.0-or-later

//! The sessions and identities of people, as far as they are known here.

use matrix_sdk_crypto::{Device, LocalTrust, UserIdentity};
use ruma::UserId;

use crate::crosssigning::signing;
use crate::crypto::ffi::{CryptoRequests, CryptoStatus, DeviceInfo, DeviceInfos, IdentityInfo};
use crate::cryptoerror::{status_of, storage, Outcome};
use crate::cryptomachine::{parse_user, Machine};
use crate::cryptorequest::{self, new_signatures};

/// The name in the store of the master key of one's own under which people were last looked at.
const SETTLED: &str = "linnet.settled_key";

impl Machine {
    pub fn devices(&self, user: &str) -> DeviceInfos {
        let found = self.wait(async {
            let user = parse_user(user)?;
            let devices = self.olm().get_user_devices(&user, None).await.map_err(storage)?;
            Ok(devices.devices().map(|device| self.device_info(&device)).collect())
        });
        match found {
            Ok(devices) => DeviceInfos { status: CryptoStatus::Ok, devices },
            Err(status) => DeviceInfos { status, devices: Vec::new() },
        }
    }

    fn device_info(&self, device: &Device) -> DeviceInfo {
        DeviceInfo {
            user: device.user_id().to_string(),
            id: device.device_id().to_string(),
            name: device.display_name().unwrap_or_default().to_owned(),
            ed25519: device.ed25519_key().map(|key| key.to_base64()).unwrap_or_default(),
            curve25519: device.curve25519_key().map(|key| key.to_base64()).unwrap_or_default(),
            is_own: device.user_id() == self.olm().user_id() && device.device_id() == self.olm().device_id(),
            // The crate trusts the session that it is itself, whoever else does.
            is_verified: if device.user_id() == self.olm().user_id() {
                device.is_cross_signed_by_owner()
            } else {
                device.is_verified()
            },
            is_signed: device.is_cross_signed_by_owner(),
            is_locally_trusted: device.is_locally_trusted(),
            is_blacklisted: device.is_blacklisted(),
            is_dehydrated: device.is_dehydrated(),
            first_seen: device.first_time_seen_ts().get().into(),
        }
    }

    async fn device(&self, user: &str, device: &str) -> Outcome<Device> {
        let user = parse_user(user)?;
        let found = self.olm().get_device(&user, device.into(), None).await.map_err(storage)?;
        found.ok_or(CryptoStatus::NotFound)
    }

    pub(crate) async fn identity_of(&self, user: &UserId) -> Outcome<UserIdentity> {
        self.olm().get_identity(user, None).await.map_err(storage)?.ok_or(CryptoStatus::NotFound)
    }

    pub fn identity(&self, user: &str) -> IdentityInfo {
        let found = self.wait(async {
            let user = parse_user(user)?;
            let identity = self.identity_of(&user).await?;
            let master = match &identity {
                UserIdentity::Own(own) => own.master_key().get_first_key().map(|key| key.to_base64()),
                UserIdentity::Other(other) => other.master_key().get_first_key().map(|key| key.to_base64()),
            };
            let has_changed = match &identity {
                UserIdentity::Other(other) => other.identity_needs_user_approval(),
                UserIdentity::Own(_) => false,
            };
            // Until one's own is known to be one's own, nobody is verified by it, and that is not their doing.
            let is_theirs = has_changed || self.own_identity().await?.is_some_and(|own| own.is_verified());
            Ok(IdentityInfo {
                status: CryptoStatus::Ok,
                user: user.to_string(),
                master_key: master.unwrap_or_default(),
                is_verified: identity.is_verified(),
                was_verified: identity.was_previously_verified(),
                has_violation: identity.has_verification_violation()
                    && (is_theirs || matches!(identity, UserIdentity::Own(_))),
                has_changed,
            })
        });
        found.unwrap_or_else(|status| IdentityInfo {
            status,
            user: String::new(),
            master_key: String::new(),
            is_verified: false,
            was_verified: false,
            has_violation: false,
            has_changed: false,
        })
    }

    /// Another identity of one's own has signed nobody yet. Whoever was verified by the one before, and has the same
    /// as then, is not verified any more: without this it would be said of them that they have changed. Done once for
    /// each identity of one's own, as soon as it is known to be that: what people lose while it stays is a violation.
    pub(crate) fn settle_people(&mut self) -> Outcome<()> {
        if let Some(key) = self.wait(self.try_settle())? {
            self.settled_key = Some(key);
        }
        Ok(())
    }

    /// Answers what has been looked at under; None: there is nothing new.
    async fn try_settle(&self) -> Outcome<Option<String>> {
        let own = self.own_identity().await?.filter(|own| own.is_verified());
        let Some(key) = own.and_then(|own| own.master_key().get_first_key()) else { return Ok(None) };
        let key = key.to_base64();
        if self.settled_key.as_ref() == Some(&key) {
            return Ok(None);
        }
        let store = self.olm().store();
        let settled = store.get_custom_value(SETTLED).await.map_err(storage)?;
        if settled.as_deref() == Some(key.as_bytes()) {
            return Ok(Some(key));
        }
        for tracked in store.load_tracked_users().await.map_err(storage)? {
            let identity = self.olm().get_identity(&tracked.user_id, None).await.map_err(storage)?;
            if let Some(UserIdentity::Other(other)) = identity {
                if other.has_verification_violation() && !other.identity_needs_user_approval() {
                    other.withdraw_verification().await.map_err(storage)?;
                }
            }
        }
        store.set_custom_value(SETTLED, key.clone().into_bytes()).await.map_err(storage)?;
        Ok(Some(key))
    }

    pub fn verify_device(&mut self, user: &str, device: &str) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let request = self.device(user, device).await?.verify().await.map_err(signing)?;
            Ok(vec![new_signatures(&request)?])
        }))
    }

    pub fn verify_user(&mut self, user: &str) -> CryptoRequests {
        cryptorequest::answer(self.wait(async {
            let user = parse_user(user)?;
            let request = match self.identity_of(&user).await? {
                UserIdentity::Own(own) => own.verify().await,
                UserIdentity::Other(other) => other.verify().await,
            };
            Ok(vec![new_signatures(&request.map_err(signing)?)?])
        }))
    }

    pub fn set_blacklisted(&mut self, user: &str, device: &str, is_blacklisted: bool) -> CryptoStatus {
        self.set_trust(user, device, if is_blacklisted { LocalTrust::BlackListed } else { LocalTrust::Unset })
    }

    pub fn set_locally_trusted(&mut self, user: &str, device: &str, is_trusted: bool) -> CryptoStatus {
        self.set_trust(user, device, if is_trusted { LocalTrust::Verified } else { LocalTrust::Unset })
    }

    fn set_trust(&mut self, user: &str, device: &str, trust: LocalTrust) -> CryptoStatus {
        status_of(
            self.wait(async {
                self.device(user, device).await?.set_local_trust(trust).await.map_err(storage)
            }),
        )
    }

    pub fn pin_identity(&mut self, user: &str) -> CryptoStatus {
        status_of(self.wait(async {
            match self.identity_of(&parse_user(user)?).await? {
                UserIdentity::Other(other) => other.pin_current_master_key().await.map_err(storage),
                UserIdentity::Own(_) => Err(CryptoStatus::Refused),
            }
        }))
    }

    pub fn withdraw_verification(&mut self, user: &str) -> CryptoStatus {
        status_of(self.wait(async {
            self.identity_of(&parse_user(user)?).await?.withdraw_verification().await.map_err(storage)
        }))
    }
}
