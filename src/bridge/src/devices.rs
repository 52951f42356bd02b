// SPDX-License-Identifier: GPL-3.0-or-later

//! The sessions and identities of people, as far as they are known here.

use matrix_sdk_crypto::{Device, LocalTrust, UserIdentity};
use ruma::UserId;

use crate::crosssigning::signing;
use crate::crypto::ffi::{CryptoRequests, CryptoStatus, DeviceInfo, DeviceInfos, IdentityInfo};
use crate::cryptoerror::{status_of, storage, Outcome};
use crate::cryptomachine::{parse_user, Machine};
use crate::cryptorequest::{self, new_signatures};

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
            is_verified: device.is_verified(),
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
            Ok(IdentityInfo {
                status: CryptoStatus::Ok,
                user: user.to_string(),
                master_key: master.unwrap_or_default(),
                is_verified: identity.is_verified(),
                was_verified: identity.was_previously_verified(),
                has_violation: identity.has_verification_violation(),
                has_changed: match &identity {
                    UserIdentity::Other(other) => other.identity_needs_user_approval(),
                    UserIdentity::Own(_) => false,
                },
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
