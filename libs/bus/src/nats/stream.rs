use super::{
    Connection, STREAM,
    client::{
        HeaderMap,
        header::NATS_MESSAGE_ID,
        jetstream::{
            ErrorCode,
            stream::{Config, Info, LastRawMessageErrorKind, StorageType},
        },
    },
    failed,
};
use crate::{BusError, StreamPosition, subject};

/// Creates the stream or brings its settings up to date. Two at the same time ask for the same, which the server allows.
pub(super) async fn prepare(connection: &Connection) -> Result<(), BusError> {
    connection.connected()?;
    let config = config(connection);
    connection.jetstream.create_or_update_stream(config).await.map_err(failed("preparing the stream"))?;
    Ok(())
}

fn config(connection: &Connection) -> Config {
    let options = &connection.options;
    Config {
        name: STREAM.into(),
        description: Some("Suiji events, one subject root per service".into()),
        // Not `suiji.>`: the server allows no second stream on a subject that this one might take.
        subjects: subject::SERVICES.map(subject::service_filter).into(),
        storage: StorageType::File,
        num_replicas: options.replicas,
        max_age: options.max_age,
        duplicate_window: options.duplicate_window,
        allow_atomic_publish: true,
        allow_direct: true,
        ..Config::default()
    }
}

/// The stream as its leader knows it.
pub(super) async fn info(connection: &Connection) -> Result<Info, BusError> {
    connection.connected()?;
    let stream = connection.jetstream.get_stream(STREAM).await.map_err(failed("asking for the stream"))?;
    Ok(stream.cached_info().clone())
}

pub(super) async fn position(connection: &Connection) -> Result<StreamPosition, BusError> {
    let info = info(connection).await?;
    let last_sequence = info.state.last_sequence;
    let last_message_id = message_id_at(connection, last_sequence).await?;
    Ok(StreamPosition { identity: identity(connection, &info), last_sequence, last_message_id })
}

/// The moment of creation tells two streams of one name apart; cluster and domain tell two servers apart. The server's own id
/// is of no use: it is new after every start.
fn identity(connection: &Connection, info: &Info) -> String {
    let cluster = info.cluster.as_ref().and_then(|cluster| cluster.name.as_deref()).unwrap_or_default();
    let domain = connection.client.try_server_info().and_then(|server| server.domain).unwrap_or_default();
    let created_ns = info.created.unix_timestamp_nanos();
    format!("{}/{created_ns}/{cluster}/{domain}", info.config.name)
}

/// Asked of the leader: a copy may lag behind.
pub(super) async fn message_id_at(
    connection: &Connection,
    sequence: u64,
) -> Result<Option<String>, BusError> {
    if sequence == 0 {
        return Ok(None);
    }
    connection.connected()?;
    let stream =
        connection.jetstream.get_stream_no_info(STREAM).await.map_err(failed("asking for the stream"))?;
    match stream.get_raw_message(sequence).await {
        Ok(message) => Ok(message_id(&message.headers)),
        Err(error) if is_absent(&error.kind()) => Ok(None),
        Err(error) => Err(failed("asking for a message")(error)),
    }
}

pub(super) fn message_id(headers: &HeaderMap) -> Option<String> {
    headers.get(NATS_MESSAGE_ID).map(|id| id.as_str().to_owned())
}

fn is_absent(kind: &LastRawMessageErrorKind) -> bool {
    match kind {
        LastRawMessageErrorKind::NoMessageFound => true,
        LastRawMessageErrorKind::JetStream(error) => error.error_code() == ErrorCode::NO_MESSAGE_FOUND,
        LastRawMessageErrorKind::InvalidSubject | LastRawMessageErrorKind::Other => false,
    }
}
