//! A browser that keeps cookies, follows nothing by itself and runs no script.

use std::collections::BTreeMap;

use reqwest::{Client, RequestBuilder, header, redirect::Policy};

#[derive(Debug)]
pub struct Browser {
    client: Client,
    base: String,
    cookies: BTreeMap<String, String>,
}

/// A page as it came.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: u16,
    pub text: String,
    pub location: String,
    pub headers: header::HeaderMap,
}

impl Page {
    /// The value of the first hidden field of this name.
    pub fn hidden(&self, name: &str) -> String {
        let at = format!("type=\"hidden\" name=\"{name}\" value=\"");
        let from = self.text.find(&at).unwrap_or_else(|| panic!("no field {name}: {}", self.text)) + at.len();
        self.text[from..].split('"').next().unwrap().to_owned()
    }

    /// Every address on the page that begins so.
    pub fn links(&self, begin: &str) -> Vec<String> {
        let at = format!("href=\"{begin}");
        self.text
            .match_indices(&at)
            .map(|(from, _)| self.text[from + 6..].split('"').next().unwrap().to_owned())
            .collect()
    }
}

impl Browser {
    pub fn at(base: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, base: base.to_owned(), cookies: BTreeMap::new() }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        let request = self.client.get(format!("{}{path}", self.base));
        self.send(request).await
    }

    /// Sends a form as a browser does, which says where the form stood.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let origin = self.base.clone();
        self.post_from(&origin, path, fields).await
    }

    pub async fn post_from(&mut self, origin: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.client.post(format!("{}{path}", self.base)).header("origin", origin);
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        self.send(request).await
    }

    /// Sends a form with a file in it.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.into_bytes());
        }
        let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        body.extend([head.as_bytes(), file, b"\r\n--edge--\r\n"].concat());
        let request = self.client.post(format!("{}{path}", self.base)).header("origin", self.base.clone());
        self.send(request.header("content-type", "multipart/form-data; boundary=edge").body(body)).await
    }

    /// Forgets what it was told to keep.
    pub fn forget(&mut self) {
        self.cookies.clear();
    }

    pub fn cookie(&self, name: &str) -> Option<&String> {
        self.cookies.get(name)
    }

    async fn send(&mut self, request: RequestBuilder) -> Page {
        let kept =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        let request = if kept.is_empty() { request } else { request.header("cookie", kept) };
        let response = request.send().await.unwrap();
        for set in response.headers().get_all("set-cookie") {
            let (name, value) = set.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let headers = response.headers().clone();
        let location = headers.get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
        Page { status: response.status().as_u16(), location, headers, text: response.text().await.unwrap() }
    }
}
